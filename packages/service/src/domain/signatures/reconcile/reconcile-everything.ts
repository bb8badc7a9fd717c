// Makes everything due: after a start or an outage nobody knows which callbacks were lost.
import { sql } from "kysely";
import type { ReconcileDeps } from "./reconcile-due.ts";

/** What was looked at less than this ago can wait that long: a process that starts again and again costs no storm of looks. */
export const FRESH_MS = 10_000;

/**
 * Signatures that are being sent keep their time: another process may be at it. The waits start anew, so that there are
 * looks from 2 minutes after the outage on, every 10 minutes for a day, then 25 and 31 hours after it, and daily.
 */
export const reconcileEverything = async (
  deps: Pick<ReconcileDeps, "db" | "clock" | "settings">,
): Promise<void> => {
  const now = deps.clock.now();
  const fresh = sql`${FRESH_MS} * interval '1 millisecond'`;
  await deps.db
    .updateTable("signatures")
    .set({ next_sync_at: sql`greatest(${now}::timestamptz, last_synced_at + ${fresh})`, sync_step: 0 })
    .where("provider", "=", deps.settings.provider)
    .where("next_sync_at", "is not", null)
    .where("status", "<>", "sending")
    .execute();
};
