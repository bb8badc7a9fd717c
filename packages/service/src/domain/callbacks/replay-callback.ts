// Puts a callback back in line, so that the same bytes are processed again.
import type { Deps } from "../deps.ts";
import { type Callback, callbackNotFound } from "./callback.ts";
import { findCallback } from "./find-callback.ts";

/** @throws NotFoundError */
export const replayCallback = async (
  deps: Pick<Deps, "db" | "clock">,
  workspaceId: string,
  callbackId: string,
): Promise<Callback> => {
  const result = await deps.db
    .updateTable("callback_journal")
    .set({
      outcome: "received",
      outcome_detail: null,
      attempts: 0,
      processed_at: null,
      next_attempt_at: deps.clock.now(),
    })
    .where("workspace_id", "=", workspaceId)
    .where("callback_id", "=", callbackId)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw callbackNotFound(callbackId);
  return findCallback(deps, workspaceId, callbackId);
};
