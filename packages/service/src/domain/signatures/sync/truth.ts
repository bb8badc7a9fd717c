// Compares what DigiSigner says with what we know: which signatures are new, and whether all is done.
import type { SignatureRequest } from "@creditnexus/digisigner";
import { sameEmail } from "../create-input.ts";
import type { Signature } from "../signature.ts";

export type Share = { signerId: string; email: string; documentId: string };

export type News = {
  /** Signed at DigiSigner, open here. */
  signed: Share[];
  isCompleted: boolean;
  /** Sentences about signers and documents that DigiSigner does not report, or reports and nobody asked for. */
  surprises: string[];
};

type TruthDocument = SignatureRequest["documents"][number];

/**
 * Each of our documents with what DigiSigner reports of it: by id, or, since ids may be others in a bundle, by place among
 * those whose ids are nobody's.
 */
const pairUp = (
  signature: Signature,
  truth: SignatureRequest,
): { pairs: Map<string, TruthDocument | undefined>; surprises: string[] } => {
  const ids = signature.documents.map((document) => document.digisignerDocumentId);
  const strangers = truth.documents.filter(({ documentId }) => !ids.includes(documentId));
  const pairs = new Map<string, TruthDocument | undefined>();
  const surprises: string[] = [];
  for (const { documentId, digisignerDocumentId } of signature.documents) {
    const own = truth.documents.find((document) => document.documentId === digisignerDocumentId);
    const reported = own ?? strangers.shift();
    pairs.set(documentId, reported);
    if (reported === undefined) surprises.push(`DigiSigner reports nothing about ${documentId}`);
    else if (own === undefined && !signature.bundle) {
      surprises.push(`DigiSigner reports a document ${reported.documentId} in place of ${documentId}`);
    }
  }
  for (const { documentId } of strangers) {
    surprises.push(`DigiSigner reports a document ${documentId} that nobody sent`);
  }
  return { pairs, surprises };
};

/** DigiSigner may list an address more than once on a document; all of them have to be signed then. */
const bySigner = (document: TruthDocument | undefined): Map<string, { email: string; isSigned: boolean }> => {
  const found = new Map<string, { email: string; isSigned: boolean }>();
  for (const { email, isSignatureCompleted } of document?.signers ?? []) {
    const before = found.get(sameEmail(email));
    const isSigned = isSignatureCompleted === true && before?.isSigned !== false;
    found.set(sameEmail(email), { email, isSigned });
  }
  return found;
};

/**
 * Reads the news out of the truth. A signature that DigiSigner no longer reports stays: nothing is ever unsigned. A
 * completed request means that every signer of every document is done.
 */
export const readNews = (signature: Signature, truth: SignatureRequest): News => {
  const signed: Share[] = [];
  const { pairs, surprises } = pairUp(signature, truth);
  for (const { documentId } of signature.documents) {
    const document = pairs.get(documentId);
    const reported = bySigner(document);
    for (const signer of signature.signers) {
      const share = signer.documents.find((one) => one.documentId === documentId);
      if (share === undefined) continue;
      const facts = reported.get(sameEmail(signer.email));
      reported.delete(sameEmail(signer.email));
      if (facts === undefined && document !== undefined)
        surprises.push(`DigiSigner reports no signer ${signer.email} on ${documentId}`);
      const isSigned = truth.isCompleted || facts?.isSigned === true;
      if (isSigned && share.status === "pending") {
        signed.push({ signerId: signer.signerId, email: signer.email, documentId });
      }
    }
    for (const stranger of reported.values()) {
      surprises.push(`DigiSigner reports a signer ${stranger.email} on ${documentId} whom nobody asked`);
    }
  }
  return { signed, isCompleted: truth.isCompleted, surprises };
};
