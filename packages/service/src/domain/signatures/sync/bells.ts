// Finds the callbacks that told of what a sync has confirmed.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { readHint } from "../../callbacks/hint.ts";
import { sameEmail } from "../create-input.ts";
import type { SignatureJob } from "../queues.ts";
import type { Signature } from "../signature.ts";
import type { Share } from "./truth.ts";

export type Bell = { callbackId: string; eventTime: Date | null };

export type Bells = {
  signed(email: string, documentId: string): Bell | undefined;
  completed: Bell | undefined;
};

type Rung = Bell & { type: string; digisignerDocumentId: string | null; email: string | null };

/** The first of each kind, however many other callbacks claimed what is not so. */
const readProcessed = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  documentIds: readonly string[],
  emails: readonly string[],
): Promise<Rung[]> => {
  const ofSignature = transaction
    .selectFrom("callback_journal")
    .select(["callback_id", "event_type", "event_time", "digisigner_document_id", "signer_email"])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId);
  const signed = await ofSignature
    .where("event_type", "=", "DOCUMENT_SIGNED")
    .where(sql<boolean>`digisigner_document_id = any(${documentIds}::text[])`)
    .where(sql<boolean>`lower(trim(signer_email)) = any(${emails}::text[])`)
    .distinctOn(["digisigner_document_id", sql`lower(trim(signer_email))`])
    .orderBy("digisigner_document_id")
    .orderBy(sql`lower(trim(signer_email))`)
    .orderBy("callback_id")
    .execute();
  const completed = await ofSignature
    .where("event_type", "=", "SIGNATURE_REQUEST_COMPLETED")
    .orderBy("callback_id")
    .limit(1)
    .execute();
  return [...signed, ...completed].map((row) => ({
    callbackId: row.callback_id,
    eventTime: row.event_time,
    type: row.event_type ?? "",
    digisignerDocumentId: row.digisigner_document_id,
    email: row.signer_email,
  }));
};

/** Acknowledged and not looked at yet: nothing but their bytes says whom they concern. */
const readWaiting = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  ids: readonly string[],
): Promise<Rung[]> => {
  const rows = await transaction
    .selectFrom("callback_journal")
    .select(["callback_id", "body"])
    .where("workspace_id", "=", job.workspaceId)
    .where("next_attempt_at", "is not", null)
    .where(
      sql<boolean>`exists (select 1 from unnest(${ids}::text[]) as t(id) where position(convert_to(t.id, 'UTF8') in body) > 0)`,
    )
    .orderBy("callback_id")
    .execute();
  return rows.flatMap(({ callback_id: callbackId, body }) => {
    const hint = readHint(body);
    if ("reason" in hint) return [];
    if (hint.requestId !== null && !ids.includes(hint.requestId)) return [];
    const { eventType: type, eventTime, signerEmail: email } = hint;
    return [{ callbackId, eventTime, type, digisignerDocumentId: hint.documentIds[0] ?? null, email }];
  });
};

/**
 * The first callback of each kind about what was just confirmed; it names the moment and stands beside the confirmed fact in
 * the timeline.
 */
export const readBells = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  signature: Signature,
  signed: readonly Share[],
): Promise<Bells> => {
  const idOf = (documentId: string): string | null =>
    signature.documents.find((one) => one.documentId === documentId)?.digisignerDocumentId ?? null;
  const documentIds = [...new Set(signed.flatMap(({ documentId }) => idOf(documentId) ?? []))];
  const emails = [...new Set(signed.map(({ email }) => sameEmail(email)))];
  const ids = [
    ...documentIds,
    ...(signature.digisignerRequestId === null ? [] : [signature.digisignerRequestId]),
  ];
  // In this order: one that is looked at in between is found twice rather than not at all.
  const waiting = await readWaiting(transaction, job, ids);
  const processed = await readProcessed(transaction, job, documentIds, emails);
  const rung = [...waiting, ...processed].sort((a, b) => (a.callbackId < b.callbackId ? -1 : 1));
  return {
    signed: (email, documentId) =>
      rung.find(
        (one) =>
          one.type === "DOCUMENT_SIGNED" &&
          one.digisignerDocumentId === idOf(documentId) &&
          sameEmail(one.email ?? "") === sameEmail(email),
      ),
    completed: rung.find((one) => one.type === "SIGNATURE_REQUEST_COMPLETED"),
  };
};
