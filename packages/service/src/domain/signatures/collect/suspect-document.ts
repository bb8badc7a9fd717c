// What a person does with a signed document that did not pass verification: looks at it, and may accept it.
import { ConflictError, NotFoundError } from "../../../errors.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { loadSignature } from "../load-signatures.ts";
import { type SignedFile, suspectName } from "../read-signed.ts";
import type { Signature, SignatureDocument } from "../signature.ts";
import { isHandedOn } from "../signature.ts";

type Suspect = { document: SignatureDocument; sha256: string; size: number };

/** @throws NotFoundError; ConflictError when it is not suspect. */
const suspectOf = (signature: Signature, documentId: string): Suspect => {
  const document = signature.documents.find((one) => one.documentId === documentId);
  if (document === undefined) {
    throw new NotFoundError({
      code: "not_found",
      message: `${signature.signatureId} has no document ${documentId}: check the id.`,
    });
  }
  const { state, sha256, size } = document.signed;
  if (state !== "suspect" || sha256 === null || size === null) {
    throw new ConflictError({
      code: "conflict",
      message: `The signed ${document.title} is ${state}, not suspect: download it as any other.`,
    });
  }
  return { document, sha256, size };
};

/**
 * The file as DigiSigner handed it out, for whoever has to judge it. Written down before the first byte leaves.
 *
 * @throws NotFoundError; ConflictError when it is not suspect.
 */
export const openSuspect = async (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  signatureId: string,
  documentId: string,
): Promise<SignedFile> => {
  const signature = await loadSignature(deps.db, actor.workspaceId, signatureId);
  const { document, sha256, size } = suspectOf(signature, documentId);
  await recordAudit(deps.db, actor, {
    at: deps.clock.now(),
    action: "signature.suspect_shown",
    subject: { type: "signature", id: signatureId },
    details: { title: signature.title, document_id: documentId, sha256 },
  });
  return { documentId, fileName: suspectName(document), sha256, size };
};

const changed = (title: string, sha256: string): ConflictError =>
  new ConflictError({
    code: "conflict",
    message: `The suspect ${title} has the SHA-256 ${sha256}, which is not the one given: look at it again, and accept what was looked at.`,
  });

/**
 * Hands it on from here on, by a person's word: the checks keep what they found, and timeline and evidence name who
 * accepted it and why. Accepting again changes nothing.
 *
 * @param input `sha256` of the file that was looked at, in hex
 * @throws NotFoundError; ConflictError when it is not suspect, or another file than the one that was looked at.
 */
export const acceptSuspect = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  { signatureId, documentId }: { signatureId: string; documentId: string },
  input: { reason: string; sha256: string },
): Promise<Signature> =>
  deps.db.transaction().execute(async (transaction) => {
    const { workspaceId } = actor;
    const signature = await loadSignature(transaction, workspaceId, signatureId, { lock: true });
    const { document, sha256, size } = suspectOf(signature, documentId);
    if (sha256 !== input.sha256) throw changed(document.title, sha256);
    if (document.signed.accepted !== null) return signature;
    const now = deps.clock.now();
    await transaction
      .updateTable("signature_documents")
      .set({ accepted_at: now, accepted_by: actor.name, accepted_reason: input.reason })
      .where("workspace_id", "=", workspaceId)
      .where("signature_id", "=", signatureId)
      .where("document_id", "=", documentId)
      .execute();
    const isLast = signature.documents.every((one) => one === document || isHandedOn(one));
    await transaction
      .updateTable("signatures")
      .set({ updated_at: now, ...(isLast ? { collected_at: now, next_sync_at: null } : {}) })
      .where("workspace_id", "=", workspaceId)
      .where("signature_id", "=", signatureId)
      .execute();
    await appendEntries(transaction, { workspaceId, signatureId, at: now }, [
      {
        kind: "document_accepted",
        source: "person",
        actor: actor.name,
        summary: `${actor.name} accepted the signed ${document.title}, which had not passed verification: ${input.reason}`,
        data: {
          document_id: documentId,
          sha256,
          size,
          original_sha256: document.sha256,
          reason: input.reason,
          checks: document.signed.checks,
        },
      },
    ]);
    await recordAudit(transaction, actor, {
      at: now,
      action: "signature.suspect_accepted",
      subject: { type: "signature", id: signatureId },
      details: { title: signature.title, document_id: documentId, sha256, reason: input.reason },
    });
    return loadSignature(transaction, workspaceId, signatureId);
  });
