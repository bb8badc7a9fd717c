// Puts a callback back in line, so that the same bytes are processed again.
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { type Callback, callbackNotFound } from "./callback.ts";
import { findCallback } from "./find-callback.ts";

/** @throws NotFoundError */
export const replayCallback = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  callbackId: string,
): Promise<Callback> =>
  deps.db.transaction().execute(async (transaction) => {
    const { workspaceId } = actor;
    const now = deps.clock.now();
    const result = await transaction
      .updateTable("callback_journal")
      .set({
        outcome: "received",
        outcome_detail: null,
        attempts: 0,
        processed_at: null,
        next_attempt_at: now,
      })
      .where("workspace_id", "=", workspaceId)
      .where("callback_id", "=", callbackId)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw callbackNotFound(callbackId);
    const callback = await findCallback({ db: transaction }, workspaceId, callbackId);
    await recordAudit(transaction, actor, {
      at: now,
      action: "callback.replayed",
      subject: { type: "callback", id: callbackId },
      details: { event_type: callback.eventType, signature_id: callback.signatureId },
    });
    return callback;
  });
