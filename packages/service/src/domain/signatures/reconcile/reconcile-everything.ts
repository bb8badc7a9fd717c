// Makes everything due: after a start or an outage nobody knows which callbacks were lost.
import type { ReconcileDeps } from "./reconcile-due.ts";

/**
 * Signatures that are being sent keep their time: another process may be at it. The waits start anew, so that there are
 * looks from 2 minutes after the outage on, every 10 minutes for a day, then 25 and 31 hours after it, and daily.
 */
export const reconcileEverything = async (
  deps: Pick<ReconcileDeps, "db" | "clock" | "settings">,
): Promise<void> => {
  await deps.db
    .updateTable("signatures")
    .set({ next_sync_at: deps.clock.now(), sync_step: 0 })
    .where("provider", "=", deps.settings.provider)
    .where("next_sync_at", "is not", null)
    .where("status", "<>", "sending")
    .execute();
};
