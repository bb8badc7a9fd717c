// Keeps looks frequent that could not be made: an outage must not cost an old agreement its look of the day.
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import type { SignatureJob } from "../queues.ts";
import { unattended } from "../sync/schedule.ts";

/**
 * Makes a signature due again soon, after no try of its job could read the truth because DigiSigner was away. What is not
 * to be looked at again stays so.
 */
export const lookAgainSoon = async (deps: Pick<Deps, "db" | "clock">, job: SignatureJob): Promise<void> => {
  const soon = unattended(deps.clock.now());
  await deps.db
    .updateTable("signatures")
    .set({ next_sync_at: sql`least(next_sync_at, ${soon}::timestamptz)` })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("next_sync_at", "is not", null)
    .execute();
};
