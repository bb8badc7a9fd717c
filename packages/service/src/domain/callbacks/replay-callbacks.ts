// Puts many callbacks back in line, chosen by what they are and when they came.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import type { CallbackOutcome } from "./callback.ts";

export type ReplayFilter = {
  outcome?: CallbackOutcome[] | undefined;
  eventType?: string | undefined;
  signatureId?: string | undefined;
  receivedFrom?: Date | undefined;
  receivedTo?: Date | undefined;
};

const putBack = async (
  db: Kysely<Schema>,
  workspaceId: string,
  filter: ReplayFilter,
  at: Date,
): Promise<number> => {
  let update = db
    .updateTable("callback_journal")
    .set({
      outcome: "received",
      outcome_detail: null,
      attempts: 0,
      processed_at: null,
      next_attempt_at: at,
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

/** All conditions together; resolves to how many. */
export const replayCallbacks = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  filter: ReplayFilter,
): Promise<number> =>
  deps.db.transaction().execute(async (transaction) => {
    const at = deps.clock.now();
    const replayed = await putBack(transaction, actor.workspaceId, filter, at);
    await recordAudit(transaction, actor, {
      at,
      action: "callbacks.replayed",
      subject: filter.signatureId === undefined ? undefined : { type: "signature", id: filter.signatureId },
      details: {
        replayed,
        outcome: filter.outcome,
        event_type: filter.eventType,
        received_from: filter.receivedFrom,
        received_to: filter.receivedTo,
      },
    });
    return replayed;
  });
