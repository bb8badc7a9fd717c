// Keeps looks frequent that could not be made: an outage must not cost an old agreement its look of the day.
import { DigiSignerError, type ErrorCode } from "@creditnexus/digisigner";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import type { SignatureJob } from "../queues.ts";
import { unattended } from "../sync/schedule.ts";

/** Only a person mends these, and a call every few minutes for each agreement mends nothing. */
const CLOSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "authentication",
  "forbidden",
  "payment_required",
]);
const CLOSED_WAIT_MS = 3_600_000;

const soonAfter = (now: Date, cause: unknown): Date =>
  cause instanceof DigiSignerError && CLOSED.has(cause.code)
    ? new Date(now.getTime() + CLOSED_WAIT_MS)
    : unattended(now);

/**
 * Makes a signature due again in ten minutes, or in an hour where the account is closed, after no try of its job could read
 * the truth. What is not to be looked at again stays so.
 */
export const lookAgainSoon = async (
  deps: Pick<Deps, "db" | "clock">,
  job: SignatureJob,
  cause: unknown,
): Promise<void> => {
  const soon = soonAfter(deps.clock.now(), cause);
  await deps.db
    .updateTable("signatures")
    .set({ next_sync_at: sql`least(next_sync_at, ${soon}::timestamptz)` })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("next_sync_at", "is not", null)
    .execute();
};
