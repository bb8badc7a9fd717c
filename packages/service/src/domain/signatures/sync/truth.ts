// Compares what DigiSigner says with what we know: which signatures are new, and whether all is done.
import type { SignatureRequest } from "@creditnexus/digisigner";
import { sameEmail } from "../create-input.ts";
import type { Signature } from "../signature.ts";

export type Share = { signerId: string; email: string; documentId: string };

export type News = {
  /** Signed at DigiSigner, open here. */
  signed: Share[];
  isCompleted: boolean;
  /** Signers whom DigiSigner does not report, or reports and we never asked: shown to the operator. */
  surprises: string[];
};

type TruthDocument = SignatureRequest["documents"][number];

/** By id; in a bundle the ids may be other ones, then by place. */
const truthOf = (signature: Signature, truth: SignatureRequest, index: number): TruthDocument | undefined => {
  const id = signature.documents[index]?.digisignerDocumentId;
  return truth.documents.find((document) => document.documentId === id) ?? truth.documents[index];
};

/**
 * Reads the news out of the truth. A signature that DigiSigner no longer reports stays: nothing is ever unsigned. A
 * completed request means that every signer of every document is done.
 */
export const readNews = (signature: Signature, truth: SignatureRequest): News => {
  const signed: Share[] = [];
  const surprises: string[] = [];
  for (const [index, { documentId }] of signature.documents.entries()) {
    const reported = new Map(
      truthOf(signature, truth, index)?.signers.map((signer) => [sameEmail(signer.email), signer]) ?? [],
    );
    for (const signer of signature.signers) {
      const share = signer.documents.find((one) => one.documentId === documentId);
      if (share === undefined) continue;
      const facts = reported.get(sameEmail(signer.email));
      reported.delete(sameEmail(signer.email));
      if (facts === undefined)
        surprises.push(`DigiSigner reports no signer ${signer.email} on ${documentId}`);
      const isSigned = truth.isCompleted || facts?.isSignatureCompleted === true;
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
