// Closes an open signature by our own decision and has its invitations voided at DigiSigner.
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import type { NewTimelineEntry } from "../../timeline/entry.ts";
import { type SignatureJob, withdrawQueue } from "../queues.ts";
import type { Signature } from "../signature.ts";
import { next } from "../status.ts";
import { unattended } from "../sync/schedule.ts";

/**
 * For a signature whose row the caller holds locked. False when it was closed already. The audit entry and the job that
 * deletes the documents come with the state or not at all.
 */
export const closeSignature = async (
  deps: Pick<Deps, "clock" | "jobs">,
  transaction: Transaction<Schema>,
  signature: Signature,
  event: "cancelled" | "expired" | "declined",
  reason: string | null,
  entry: Omit<NewTimelineEntry, "kind">,
): Promise<boolean> => {
  const status = next(signature.status, event);
  if (status === signature.status) return false;
  const job: SignatureJob = { workspaceId: signature.workspaceId, signatureId: signature.signatureId };
  const now = deps.clock.now();
  await transaction
    .updateTable("signatures")
    .set({
      status,
      closed_at: now,
      closed_reason: reason,
      next_sync_at: unattended(now),
      failure: null,
      updated_at: now,
    })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .execute();
  await appendEntries(transaction, { ...job, at: now }, [{ ...entry, kind: event }]);
  await deps.jobs.enqueue(transaction, withdrawQueue, job, { singletonKey: job.signatureId });
  return true;
};
