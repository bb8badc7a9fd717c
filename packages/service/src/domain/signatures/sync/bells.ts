// Finds the callbacks that told of what a sync has confirmed.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { readHint } from "../../callbacks/hint.ts";
import { sameEmail } from "../create-input.ts";
import type { SignatureJob } from "../queues.ts";
import type { Signature } from "../signature.ts";
import type { Share } from "./truth.ts";

export type Bell = { callbackId: string; receivedAt: Date; eventTime: Date | null };

export type Bells = {
  signed(email: string, documentId: string): Bell | undefined;
  completed: Bell | undefined;
};

type Rung = Bell & {
  isAuthentic: boolean;
  type: string;
  digisignerDocumentId: string | null;
  email: string | null;
};

/** Rather one that was authenticated, then the first. */
const byTrust = (a: Rung, b: Rung): number => {
  if (a.isAuthentic !== b.isAuthentic) return a.isAuthentic ? -1 : 1;
  return a.callbackId < b.callbackId ? -1 : 1;
};

/** The first of each kind, however many other callbacks claimed what is not so. */
const readProcessed = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  documentIds: readonly string[],
  emails: readonly string[],
  unsignedAt: Date,
): Promise<Rung[]> => {
  const ofSignature = transaction
    .selectFrom("callback_journal")
    .select(["callback_id", "received_at", "authenticity", "event_type", "event_time"])
    .select(["digisigner_document_id", "signer_email"])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("received_at", ">", unsignedAt);
  const signed = await ofSignature
    .where("event_type", "=", "DOCUMENT_SIGNED")
    .where(sql<boolean>`digisigner_document_id = any(${documentIds}::text[])`)
    .where(sql<boolean>`lower(trim(signer_email)) = any(${emails}::text[])`)
    .distinctOn(["digisigner_document_id", sql`lower(trim(signer_email))`])
    .orderBy("digisigner_document_id")
    .orderBy(sql`lower(trim(signer_email))`)
    .orderBy(sql`authenticity = 'none'`)
    .orderBy("callback_id")
    .execute();
  const completed = await ofSignature
    .where("event_type", "=", "SIGNATURE_REQUEST_COMPLETED")
    .orderBy(sql`authenticity = 'none'`)
    .orderBy("callback_id")
    .limit(1)
    .execute();
  return [...signed, ...completed].map((row) => ({
    callbackId: row.callback_id,
    receivedAt: row.received_at,
    isAuthentic: row.authenticity !== "none",
    eventTime: row.event_time,
    type: row.event_type ?? "",
    digisignerDocumentId: row.digisigner_document_id,
    email: row.signer_email,
  }));
};

/**
 * Acknowledged and not looked at yet: nothing but their bytes says whom they concern. In no order, since the database would
 * rather read the whole journal in that order than the few that wait.
 */
const readWaiting = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  ids: readonly string[],
  unsignedAt: Date,
): Promise<Rung[]> => {
  const rows = await transaction
    .selectFrom("callback_journal")
    .select(["callback_id", "received_at", "authenticity", "body"])
    .where("workspace_id", "=", job.workspaceId)
    .where("received_at", ">", unsignedAt)
    .where("next_attempt_at", "is not", null)
    .where(
      sql<boolean>`exists (select 1 from unnest(${ids}::text[]) as t(id) where position(convert_to(t.id, 'UTF8') in body) > 0)`,
    )
    .execute();
  return rows.flatMap(({ callback_id: callbackId, received_at: receivedAt, authenticity, body }) => {
    const hint = readHint(body);
    if ("reason" in hint) return [];
    if (hint.requestId !== null && !ids.includes(hint.requestId)) return [];
    const { eventType: type, eventTime, signerEmail: email } = hint;
    const digisignerDocumentId = hint.documentIds[0] ?? null;
    const isAuthentic = authenticity !== "none";
    return [{ callbackId, receivedAt, isAuthentic, eventTime, type, digisignerDocumentId, email }];
  });
};

/**
 * The callback of each kind that stands beside the confirmed fact in the timeline: the first that came after `unsignedAt`,
 * when the truth had not happened yet, and rather one that was authenticated. What rang before was no news of this.
 */
export const readBells = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  signature: Signature,
  { shares, unsignedAt }: { shares: readonly Share[]; unsignedAt: Date },
): Promise<Bells> => {
  const idOf = (documentId: string): string | null =>
    signature.documents.find((one) => one.documentId === documentId)?.digisignerDocumentId ?? null;
  const documentIds = [...new Set(shares.flatMap(({ documentId }) => idOf(documentId) ?? []))];
  const emails = [...new Set(shares.map(({ email }) => sameEmail(email)))];
  const ids = [
    ...documentIds,
    ...(signature.digisignerRequestId === null ? [] : [signature.digisignerRequestId]),
  ];
  // In this order: one that is looked at in between is found twice rather than not at all.
  const waiting = await readWaiting(transaction, job, ids, unsignedAt);
  const processed = await readProcessed(transaction, job, documentIds, emails, unsignedAt);
  const rung = [...waiting, ...processed].sort(byTrust);
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
