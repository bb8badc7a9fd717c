// Reads and moves the sandbox's clock; moving it runs every retry on the way.
import { z } from "zod";
import { parseDuration } from "../clock.ts";
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import type { ClockItem } from "../pages-deps.ts";

export const clockChange = z
  .strictObject({
    advance: z.string().optional(),
    scale: z.number().min(0.001).max(1_000_000).optional(),
  })
  .refine((change) => change.advance !== undefined || change.scale !== undefined, {
    error: 'needs "advance" (like "65m") or "scale" (like 60)',
  });

// Dates beyond the year 9999 have no RFC 3339 form.
const LATEST = Date.UTC(9999, 0);

export function readClock({ clock }: Deps): ClockItem {
  return { now: new Date(clock.now()).toISOString(), scale: clock.scale(), offset_ms: clock.offset() };
}

/** Resolves when every callback due by the new time has been attempted. */
export async function changeClock(deps: Deps, change: z.infer<typeof clockChange>): Promise<ClockItem> {
  const { clock, deliveries } = deps;
  if (change.scale !== undefined) clock.setScale(change.scale);
  if (change.advance !== undefined) {
    const duration = parseDuration(change.advance);
    if (duration === undefined || clock.now() + duration > LATEST) {
      throw new SandboxError(
        400,
        `advance is "${change.advance.slice(0, 50)}"; write a duration like 65m, 30h or 2d.`,
      );
    }
    await deliveries.advanceTo(clock.now() + duration);
  }
  deliveries.wake();
  return readClock(deps);
}
