// The register of what was uploaded to DigiSigner for a signature: what may be used, what may be live there, what must go.
//
// uploaded → offered → sent, and from each of them → condemned → deleted. A condemned upload is never used again, so whoever
// finds one may delete it, whichever run it belonged to. An upload that another run may still use is never deleted.
import type { Kysely, Transaction } from "kysely";
import type { Clock } from "../../../clock/clock.ts";
import type { Schema } from "../../../db/schema.ts";
import type { SignatureJob } from "../queues.ts";

export type Upload = { documentId: string; digisignerDocumentId: string };
type UploadState = "uploaded" | "offered" | "sent" | "condemned" | "deleted";

const idsOf = (uploads: readonly Upload[]): string[] => uploads.map((upload) => upload.digisignerDocumentId);

export const readUploads = async (
  db: Kysely<Schema>,
  job: SignatureJob,
  state: UploadState,
): Promise<Upload[]> => {
  const rows = await db
    .selectFrom("send_uploads")
    .select(["document_id", "digisigner_document_id"])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("state", "=", state)
    .orderBy("uploaded_at")
    .execute();
  return rows.map((row) => ({
    documentId: row.document_id,
    digisignerDocumentId: row.digisigner_document_id,
  }));
};

export const insertUpload = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  upload: Upload & { attempt: number; state: "uploaded" | "condemned"; at: Date },
): Promise<void> => {
  await transaction
    .insertInto("send_uploads")
    .values({
      workspace_id: job.workspaceId,
      signature_id: job.signatureId,
      digisigner_document_id: upload.digisignerDocumentId,
      document_id: upload.documentId,
      send_attempt: upload.attempt,
      state: upload.state,
      uploaded_at: upload.at,
    })
    .execute();
};

/** For whoever holds the signature's row locked. True when all of them were in `from`; else none may be believed moved. */
export const moveUploads = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  uploads: readonly Upload[],
  from: UploadState,
  to: UploadState,
): Promise<boolean> => {
  const result = await transaction
    .updateTable("send_uploads")
    .set({ state: to })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("digisigner_document_id", "in", idsOf(uploads))
    .where("state", "=", from)
    .executeTakeFirst();
  return result.numUpdatedRows === BigInt(uploads.length);
};

/** For whoever holds the signature's row locked; resolves to how many are to be deleted now. */
export const condemn = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  states: readonly ("uploaded" | "offered")[],
): Promise<number> => {
  const result = await transaction
    .updateTable("send_uploads")
    .set({ state: "condemned" })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("state", "in", states)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

/** These are to be deleted (once more), whatever became of them: a request was made of them that must not live. */
export const condemnThese = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  uploads: readonly Upload[],
): Promise<void> => {
  await transaction
    .updateTable("send_uploads")
    .set({ state: "condemned", deleted_at: null })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("digisigner_document_id", "in", idsOf(uploads))
    .execute();
};

export const markDeleted = async (
  deps: { db: Kysely<Schema>; clock: Clock },
  job: SignatureJob,
  { digisignerDocumentId }: Upload,
): Promise<void> => {
  await deps.db
    .updateTable("send_uploads")
    .set({ state: "deleted", deleted_at: deps.clock.now() })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("digisigner_document_id", "=", digisignerDocumentId)
    .execute();
};
