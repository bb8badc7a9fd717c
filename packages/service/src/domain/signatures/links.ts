// Signing links: credentials that are stored encrypted and shown only to those who may send.
import { ConflictError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { loadSignature } from "./load-signatures.ts";
import { isOpen } from "./status.ts";

/** Binds a stored secret to its signer and document. */
export const secretContext = (
  kind: "link" | "code",
  target: { workspaceId: string; signatureId: string },
  signerId: string,
  documentId: string,
): string => [kind, target.workspaceId, target.signatureId, signerId, documentId].join("/");

export type SigningLink = {
  signerId: string;
  email: string;
  /** What it opens: one document, or all of a bundle that this signer has to sign. */
  documentIds: string[];
  signDocumentUrl: string;
};

/**
 * The links of signers who have not signed yet: one per signer and document, in the documents' order; in a bundle one
 * per signer, since it is one visit.
 *
 * @throws NotFoundError; ConflictError `not_ready` while the request is not at DigiSigner, `conflict` when it is closed.
 */
export const readSigningLinks = async (
  deps: Pick<Deps, "db" | "vault">,
  workspaceId: string,
  signatureId: string,
): Promise<SigningLink[]> => {
  const signature = await loadSignature(deps.db, workspaceId, signatureId);
  if (signature.status === "sending") {
    throw new ConflictError({
      code: "not_ready",
      message: `${signatureId} is still being sent to DigiSigner, there are no links yet: ask again in a few seconds.`,
    });
  }
  if (!isOpen(signature.status)) return [];
  const rows = await deps.db
    .selectFrom("signer_documents as share")
    .innerJoin("signers as signer", (join) =>
      join
        .onRef("signer.workspace_id", "=", "share.workspace_id")
        .onRef("signer.signature_id", "=", "share.signature_id")
        .onRef("signer.signer_id", "=", "share.signer_id"),
    )
    .select([
      "signer.signer_id",
      "signer.email",
      "signer.position",
      "share.document_id",
      "share.sign_document_url_encrypted as sealed",
    ])
    .where("share.workspace_id", "=", workspaceId)
    .where("share.signature_id", "=", signatureId)
    .where("share.status", "=", "pending")
    .execute();
  const place = new Map(signature.documents.map(({ documentId }, index) => [documentId, index]));
  const placeOf = (row: { document_id: string }) => place.get(row.document_id) ?? 0;
  const visits = Map.groupBy(
    rows.sort((a, b) => a.position - b.position || placeOf(a) - placeOf(b)),
    (row) => (signature.bundle ? row.signer_id : `${row.signer_id} ${row.document_id}`),
  );
  return [...visits.values()].flatMap((shares) => {
    const row = shares.find(({ sealed }) => sealed !== null);
    if (row === undefined || row.sealed === null) return [];
    const context = secretContext("link", { workspaceId, signatureId }, row.signer_id, row.document_id);
    return {
      signerId: row.signer_id,
      email: row.email,
      documentIds: shares.map((share) => share.document_id),
      signDocumentUrl: deps.vault.open(row.sealed, context),
    };
  });
};
