// Reads whole signatures (documents, signers and who has signed what) by their ids.
import type { Kysely, Selectable } from "kysely";
import type { Schema, SignatureDocumentsTable, SignaturesTable } from "../../db/schema.ts";
import { inSnapshot } from "../../db/snapshot.ts";
import { NotFoundError } from "../../errors.ts";
import type { Acceptance, Signature, SignatureDocument, Signer, SignerDocument } from "./signature.ts";

type Row = Selectable<SignaturesTable>;
type Acceptable = Pick<
  Selectable<SignatureDocumentsTable>,
  "accepted_at" | "accepted_by" | "accepted_reason"
>;

const fromRow = (
  row: Row,
  documents: SignatureDocument[],
  signers: Signer[],
  resentAs: string | null,
): Signature => ({
  workspaceId: row.workspace_id,
  signatureId: row.signature_id,
  title: row.title,
  status: row.status,
  provider: row.provider,
  digisignerRequestId: row.digisigner_request_id,
  documents,
  signers,
  subject: row.subject,
  message: row.message,
  urgency: row.urgency,
  reminderDays: row.reminder_days,
  sendEmails: row.send_emails,
  language: row.language,
  senderEmail: row.sender_email,
  useTextTags: row.use_text_tags,
  hideTextTags: row.hide_text_tags,
  bundle: row.bundle,
  redirectAfterSigningToUrl: row.redirect_after_signing_to_url,
  metadata: row.metadata,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  sentAt: row.sent_at,
  expiresAt: row.expires_at,
  completedAt: row.completed_at,
  closedAt: row.closed_at,
  closedReason: row.closed_reason,
  collectedAt: row.collected_at,
  lastSyncedAt: row.last_synced_at,
  failure: row.failure,
  resentFrom: row.resent_from,
  resentAs,
  missedCallbacks: row.missed_callbacks,
  updatedAt: row.updated_at,
});

const documentsOf = async (db: Kysely<Schema>, workspaceId: string, ids: string[]) => {
  const rows = await db
    .selectFrom("signature_documents as part")
    .innerJoin("documents as document", (join) =>
      join
        .onRef("document.workspace_id", "=", "part.workspace_id")
        .onRef("document.document_id", "=", "part.document_id"),
    )
    .selectAll("part")
    .select(["document.title", "document.file_name", "document.page_count", "document.sha256"])
    .where("part.workspace_id", "=", workspaceId)
    .where("part.signature_id", "in", ids)
    .orderBy("part.position")
    .execute();
  return Map.groupBy(rows, (row) => row.signature_id);
};

const acceptanceOf = (part: Acceptable): Acceptance | null => {
  const { accepted_at: at, accepted_by: by, accepted_reason: reason } = part;
  return at === null || by === null || reason === null ? null : { at, by, reason };
};

const signersOf = async (db: Kysely<Schema>, workspaceId: string, ids: string[]) => {
  const rows = await db
    .selectFrom("signers")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("signature_id", "in", ids)
    .orderBy("position")
    .execute();
  return Map.groupBy(rows, (row) => row.signature_id);
};

const signerDocumentsOf = async (db: Kysely<Schema>, workspaceId: string, ids: string[]) => {
  const rows = await db
    .selectFrom("signer_documents as share")
    .innerJoin("signature_documents as part", (join) =>
      join
        .onRef("part.workspace_id", "=", "share.workspace_id")
        .onRef("part.signature_id", "=", "share.signature_id")
        .onRef("part.document_id", "=", "share.document_id"),
    )
    .select(["share.signer_id", "share.document_id", "share.status", "share.signed_at", "share.fields"])
    .select("share.has_access_code")
    .where("share.workspace_id", "=", workspaceId)
    .where("share.signature_id", "in", ids)
    .orderBy("part.position")
    .execute();
  return Map.groupBy(rows, (row) => row.signer_id);
};

/** The newest correction of each. */
const correctionsOf = async (db: Kysely<Schema>, workspaceId: string, ids: string[]) => {
  const rows = await db
    .selectFrom("signatures")
    .select(["signature_id", "resent_from"])
    .where("workspace_id", "=", workspaceId)
    .where("resent_from", "in", ids)
    .orderBy("signature_id")
    .execute();
  return new Map(rows.map((row) => [row.resent_from, row.signature_id]));
};

/** Completes rows that were already read in the same snapshot, keeping their order. */
export const completeSignatures = async (
  db: Kysely<Schema>,
  workspaceId: string,
  rows: readonly Row[],
): Promise<Signature[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.signature_id);
  const documents = await documentsOf(db, workspaceId, ids);
  const signers = await signersOf(db, workspaceId, ids);
  const shares = await signerDocumentsOf(db, workspaceId, ids);
  const corrections = await correctionsOf(db, workspaceId, ids);
  return rows.map((row) =>
    fromRow(
      row,
      (documents.get(row.signature_id) ?? []).map((part) => ({
        documentId: part.document_id,
        title: part.title,
        fileName: part.file_name,
        pageCount: part.page_count,
        sha256: part.sha256,
        digisignerDocumentId: part.digisigner_document_id,
        signed: {
          state: part.collection_state,
          sha256: part.signed_sha256,
          size: part.signed_size,
          collectedAt: part.collected_at,
          checks: part.checks,
          accepted: acceptanceOf(part),
        },
      })),
      (signers.get(row.signature_id) ?? []).map((signer) => ({
        signerId: signer.signer_id,
        email: signer.email,
        name: signer.name,
        role: signer.role,
        order: signer.signing_order,
        language: signer.language,
        documents: (shares.get(signer.signer_id) ?? []).map(
          (share): SignerDocument => ({
            documentId: share.document_id,
            status: share.status,
            signedAt: share.signed_at,
            fields: share.fields,
            hasAccessCode: share.has_access_code,
          }),
        ),
      })),
      corrections.get(row.signature_id) ?? null,
    ),
  );
};

export const signatureNotFound = (signatureId: string): NotFoundError =>
  new NotFoundError({
    code: "not_found",
    message: `There is no signature ${signatureId} in this workspace: check the id.`,
  });

/**
 * One signature. Inside a transaction, `lock` takes its row first, so that what follows is decided on the newest state.
 *
 * @throws NotFoundError also for a signature of another workspace.
 */
export const loadSignature = (
  db: Kysely<Schema>,
  workspaceId: string,
  signatureId: string,
  options: { lock?: boolean } = {},
): Promise<Signature> =>
  inSnapshot(db, async (snapshot) => {
    const query = snapshot
      .selectFrom("signatures")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("signature_id", "=", signatureId);
    const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst();
    if (row === undefined) throw signatureNotFound(signatureId);
    const [signature] = await completeSignatures(snapshot, workspaceId, [row]);
    if (signature === undefined) throw signatureNotFound(signatureId);
    return signature;
  });
