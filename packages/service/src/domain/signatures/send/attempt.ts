// The recorded steps of sending: who may act, what was uploaded, and whether a create call may have reached DigiSigner.
import type { Kysely, Transaction } from "kysely";
import type { Clock } from "../../../clock/clock.ts";
import type { Schema } from "../../../db/schema.ts";
import type { SignatureJob } from "../queues.ts";
import { unattended } from "../sync/schedule.ts";

type StepDeps = { db: Kysely<Schema>; clock: Clock };

export type Upload = { documentId: string; digisignerDocumentId: string };

/** What a run of the send job finds when it starts. */
export type Attempt =
  | { todo: "nothing" }
  /** Closed before it was sent: whatever was uploaded has to go. */
  | { todo: "clean_up" }
  | {
      todo: "send";
      number: number /** The last run ended with an unknown outcome. */;
      outcomeUnknown: boolean;
    };

const rowOf = (db: Kysely<Schema>, { workspaceId, signatureId }: SignatureJob) =>
  db
    .selectFrom("signatures")
    .select(["status", "send_state", "send_attempt", "digisigner_request_id"])
    .where("workspace_id", "=", workspaceId)
    .where("signature_id", "=", signatureId);

const update = (db: Kysely<Schema>, { workspaceId, signatureId }: SignatureJob) =>
  db
    .updateTable("signatures")
    .where("workspace_id", "=", workspaceId)
    .where("signature_id", "=", signatureId);

/** Takes the next fencing number; from now on a run that still holds an older one can write nothing. */
export const beginAttempt = (deps: StepDeps, job: SignatureJob): Promise<Attempt> =>
  deps.db.transaction().execute(async (transaction) => {
    const row = await rowOf(transaction, job).forUpdate().executeTakeFirst();
    if (row === undefined || row.digisigner_request_id !== null) return { todo: "nothing" };
    if (row.status !== "sending") return { todo: "clean_up" };
    const number = row.send_attempt + 1;
    const outcomeUnknown = row.send_state === "creating";
    await update(transaction, job)
      .set({
        send_attempt: number,
        send_state: outcomeUnknown ? "creating" : "uploading",
        failure: null,
        next_sync_at: unattended(deps.clock.now()),
        updated_at: deps.clock.now(),
      })
      .execute();
    return { todo: "send", number, outcomeUnknown };
  });

/** Moves to another step unless a newer run, or a cancellation, came in between; false then. */
export const moveTo = async (
  deps: StepDeps,
  job: SignatureJob,
  number: number,
  state: "uploading" | "creating",
): Promise<boolean> => {
  const result = await update(deps.db, job)
    .set({ send_state: state, updated_at: deps.clock.now() })
    .where("send_attempt", "=", number)
    .where("status", "=", "sending")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Uploads that DigiSigner still has as far as we know: those of the live request, or those of none. */
export const readUploads = async (
  db: Kysely<Schema>,
  job: SignatureJob,
  states: readonly ("uploaded" | "sent")[],
): Promise<Upload[]> => {
  const rows = await db
    .selectFrom("send_uploads")
    .select(["document_id", "digisigner_document_id"])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("state", "in", states)
    .orderBy("uploaded_at")
    .execute();
  return rows.map((row) => ({
    documentId: row.document_id,
    digisignerDocumentId: row.digisigner_document_id,
  }));
};

/** Recorded in any case, so that it can be deleted; true when this run may go on to use it. */
export const recordUpload = (
  deps: StepDeps,
  job: SignatureJob,
  number: number,
  upload: Upload,
): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    const row = await rowOf(transaction, job).forUpdate().executeTakeFirstOrThrow();
    await transaction
      .insertInto("send_uploads")
      .values({
        workspace_id: job.workspaceId,
        signature_id: job.signatureId,
        digisigner_document_id: upload.digisignerDocumentId,
        document_id: upload.documentId,
        send_attempt: number,
        state: "uploaded",
        uploaded_at: deps.clock.now(),
      })
      .execute();
    // Known from here on, since an event about this document can arrive before the create call has answered.
    await transaction
      .updateTable("signature_documents")
      .set({ digisigner_document_id: upload.digisignerDocumentId })
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .where("document_id", "=", upload.documentId)
      .execute();
    return row.send_attempt === number && row.status === "sending";
  });

export const markDeleted = async (
  deps: StepDeps,
  job: SignatureJob,
  digisignerDocumentId: string,
): Promise<void> => {
  await deps.db
    .updateTable("send_uploads")
    .set({ state: "deleted", deleted_at: deps.clock.now() })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("digisigner_document_id", "=", digisignerDocumentId)
    .execute();
};

/** Inside a transaction: whether this run is still the one that sends. */
export const isCurrent = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  number: number,
): Promise<boolean> => {
  const row = await rowOf(transaction, job).forUpdate().executeTakeFirstOrThrow();
  return row.send_attempt === number && row.digisigner_request_id === null;
};
