// Finds the callbacks that told of what a sync has confirmed.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { sameEmail } from "../create-input.ts";
import type { SignatureJob } from "../queues.ts";
import type { Signature } from "../signature.ts";

export type Bell = { callbackId: string; receivedAt: Date; eventTime: Date | null };

export type Bells = {
  signed(email: string, documentId: string): Bell | undefined;
  completed: Bell | undefined;
};

/**
 * The callback of each kind that stands beside the confirmed fact in the timeline: the first that came after `unsignedAt`,
 * when the truth had not happened yet, and rather one that was authenticated. What rang before was no news of this.
 */
export const readBells = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  signature: Signature,
  unsignedAt: Date,
): Promise<Bells> => {
  const rows = await transaction
    .selectFrom("callback_journal")
    .select([
      "callback_id",
      "received_at",
      "event_type",
      "event_time",
      "digisigner_document_id",
      "signer_email",
    ])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("received_at", ">", unsignedAt)
    .orderBy(sql`authenticity = 'none'`)
    .orderBy("callback_id")
    .limit(1000)
    .execute();
  const bell = (row: (typeof rows)[number] | undefined): Bell | undefined =>
    row && { callbackId: row.callback_id, receivedAt: row.received_at, eventTime: row.event_time };
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
