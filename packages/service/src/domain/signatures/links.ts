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

export type SigningLink = { signerId: string; documentId: string; email: string; signDocumentUrl: string };

/**
 * The links of signers who have not signed yet.
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
      "share.document_id",
      "share.sign_document_url_encrypted as sealed",
    ])
    .where("share.workspace_id", "=", workspaceId)
    .where("share.signature_id", "=", signatureId)
    .where("share.status", "=", "pending")
    .orderBy("signer.position")
    .execute();
  return rows.flatMap((row) => {
    if (row.sealed === null) return [];
    const context = secretContext("link", { workspaceId, signatureId }, row.signer_id, row.document_id);
    return {
      signerId: row.signer_id,
      documentId: row.document_id,
      email: row.email,
      signDocumentUrl: deps.vault.open(row.sealed, context),
    };
  });
};
