// The sandbox's clock: real time, stretched and shifted, so that days of retries fit into a test.
import type { Db } from "./db/open.ts";

/** `now` in milliseconds since the epoch, on the sandbox's time line. */
export interface Clock {
  now(): number;
  scale(): number;
  offset(): number;
  /** Moves the clock forward to `time`; earlier times change nothing. */
  moveTo(time: number): void;
  setScale(scale: number): void;
  /** Real milliseconds until the clock shows `time`. */
  realMillisecondsUntil(time: number): number;
  reset(): void;
}

interface Anchor {
  real: number;
  virtual: number;
  scale: number;
}

/** @param real The real time in milliseconds. */
export function createClock(db: Db, real: () => number): Clock {
  let anchor = load(db) ?? freshAnchor(real);
  const now = (): number => Math.round(anchor.virtual + (real() - anchor.real) * anchor.scale);
  const set = (next: Anchor): void => {
    anchor = next;
    const json = JSON.stringify(next);
    db.run(
      "INSERT INTO meta VALUES ('clock', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      json,
    );
  };
  return {
    now,
    scale: () => anchor.scale,
    offset: () => now() - real(),
    moveTo: (time) => {
      if (time > now()) set({ ...anchor, real: real(), virtual: time });
    },
    setScale: (scale) => set({ real: real(), virtual: now(), scale }),
    realMillisecondsUntil: (time) => Math.max(0, (time - now()) / anchor.scale),
    reset: () => set(freshAnchor(real)),
  };
}

function freshAnchor(real: () => number): Anchor {
  const time = real();
  return { real: time, virtual: time, scale: 1 };
}

function load(db: Db): Anchor | undefined {
  const row = db.get("SELECT value FROM meta WHERE key = 'clock'");
  return row ? (JSON.parse(String(row.value)) as Anchor) : undefined;
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Parses `"65m"`, `"1h30m"`, `"2d"` to milliseconds; anything else gives undefined. */
export function parseDuration(value: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) return undefined;
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNITS[unit ?? ""] ?? 0);
  }
  return Math.round(total);
}
