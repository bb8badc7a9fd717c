// Puts many callbacks back in line, chosen by what they are and when they came.
import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import type { CallbackOutcome } from "./callback.ts";

export type ReplayFilter = {
  outcome?: CallbackOutcome[] | undefined;
  eventType?: string | undefined;
  signatureId?: string | undefined;
  receivedFrom?: Date | undefined;
  receivedTo?: Date | undefined;
};

/** All conditions together; resolves to how many. */
export const replayCallbacks = async (
  deps: Pick<Deps, "db" | "clock">,
  workspaceId: string,
  filter: ReplayFilter,
): Promise<number> => {
  let update = deps.db
    .updateTable("callback_journal")
    .set({
      outcome: "received",
      outcome_detail: null,
      attempts: 0,
      processed_at: null,
      next_attempt_at: deps.clock.now(),
    })
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`outcome <> 'received'`);
  if (filter.outcome !== undefined) update = update.where("outcome", "in", filter.outcome);
  if (filter.eventType !== undefined) update = update.where("event_type", "=", filter.eventType);
  if (filter.signatureId !== undefined) update = update.where("signature_id", "=", filter.signatureId);
  if (filter.receivedFrom !== undefined) update = update.where("received_at", ">=", filter.receivedFrom);
  if (filter.receivedTo !== undefined) update = update.where("received_at", "<", filter.receivedTo);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
};
