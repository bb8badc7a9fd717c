// Finds the callbacks that told of what a sync has confirmed.
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { sameEmail } from "../create-input.ts";
import type { SignatureJob } from "../queues.ts";
import type { Signature } from "../signature.ts";

export type Bell = { callbackId: string; eventTime: Date | null };

export type Bells = {
  signed(email: string, documentId: string): Bell | undefined;
  completed: Bell | undefined;
};

/** The first callback of each kind; it names the moment and stands beside the confirmed fact in the timeline. */
export const readBells = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  signature: Signature,
): Promise<Bells> => {
  const rows = await transaction
    .selectFrom("callback_journal")
    .select(["callback_id", "event_type", "event_time", "digisigner_document_id", "signer_email"])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("is_duplicate", "=", false)
    .orderBy("callback_id")
    .limit(1000)
    .execute();
  const bell = (row: (typeof rows)[number] | undefined): Bell | undefined =>
    row && { callbackId: row.callback_id, eventTime: row.event_time };
  return {
    signed(email, documentId) {
      const id = signature.documents.find((one) => one.documentId === documentId)?.digisignerDocumentId;
      return bell(
        rows.find(
          (row) =>
            row.event_type === "DOCUMENT_SIGNED" &&
            row.digisigner_document_id === id &&
            sameEmail(row.signer_email ?? "") === sameEmail(email),
        ),
      );
    },
    completed: bell(rows.find((row) => row.event_type === "SIGNATURE_REQUEST_COMPLETED")),
  };
};
