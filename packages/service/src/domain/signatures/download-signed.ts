// Hands signed documents to somebody, and writes down to whom.
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { readSigned } from "./read-signed.ts";

/**
 * The files of a signature, or the one of `documentId`. Written down before the first byte leaves.
 *
 * @throws NotFoundError; ConflictError `not_ready` or `suspect_document`.
 */
export const downloadSigned = async (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  signatureId: string,
  documentId?: string,
): ReturnType<typeof readSigned> => {
  const signed = await readSigned(deps, actor.workspaceId, signatureId, documentId);
  await recordAudit(deps.db, actor, {
    at: deps.clock.now(),
    action: "signature.downloaded",
    subject: { type: "signature", id: signatureId },
    details: {
      documents: signed.files.map((file) => ({ document_id: file.documentId, sha256: file.sha256 })),
    },
  });
  return signed;
};
