// Hands on signed documents: only those of a completed signature that passed verification or that a person accepted.
import { ConflictError, NotFoundError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { loadSignature } from "./load-signatures.ts";
import { isHandedOn, type SignatureDocument } from "./signature.ts";

export type SignedFile = { documentId: string; fileName: string; sha256: string; size: number };

const signedName = (document: SignatureDocument): string =>
  `${document.fileName.replace(/\.pdf$/i, "")}-signed.pdf`;

/** Whoever finds it on a disk sees that nobody vouched for it. */
export const suspectName = (document: SignatureDocument): string =>
  `${document.fileName.replace(/\.pdf$/i, "")}-signed-SUSPECT.pdf`;

const notReady = (message: string): ConflictError => new ConflictError({ code: "not_ready", message });

const toFile = (signatureId: string, document: SignatureDocument): SignedFile => {
  const { state, sha256, size, checks } = document.signed;
  if (isHandedOn(document) && sha256 !== null && size !== null) {
    return { documentId: document.documentId, fileName: signedName(document), sha256, size };
  }
  if (state === "suspect") {
    const reasons = checks.filter((check) => check.outcome === "fail").map((check) => check.detail);
    throw new ConflictError({
      code: "suspect_document",
      message: `The signed ${document.title} did not pass verification (${reasons.join("; ")}): an operator can look at it and accept it.`,
    });
  }
  if (state === "failed") {
    throw notReady(
      `The signed ${document.title} of ${signatureId} could not be fetched from DigiSigner: see its checks, then sync the signature to try again.`,
    );
  }
  throw notReady(
    `The signed ${document.title} of ${signatureId} is still being collected: ask again in a few seconds.`,
  );
};

/**
 * The files of a signature, or the one of `documentId`.
 *
 * @throws NotFoundError; ConflictError `not_ready` or `suspect_document`.
 */
export const readSigned = async (
  deps: Pick<Deps, "db">,
  workspaceId: string,
  signatureId: string,
  documentId?: string,
): Promise<{ title: string; files: SignedFile[] }> => {
  const signature = await loadSignature(deps.db, workspaceId, signatureId);
  const wanted = signature.documents.filter(
    (document) => documentId === undefined || document.documentId === documentId,
  );
  if (wanted.length === 0) {
    throw new NotFoundError({
      code: "not_found",
      message: `${signatureId} has no document ${documentId}: check the id.`,
    });
  }
  if (signature.status !== "completed") {
    throw notReady(
      `${signatureId} is ${signature.status}, the signed PDF exists once everybody has signed: ask again then.`,
    );
  }
  return { title: signature.title, files: wanted.map((document) => toFile(signatureId, document)) };
};
