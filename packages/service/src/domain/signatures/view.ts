// A signature as callers in process see it: the API's fields in camelCase, times as dates.
import {
  currentSigners,
  progress,
  type Signature,
  type Signer,
  type SignerStatus,
  signerSignedAt,
  signerStatus,
} from "./signature.ts";

export type SignerView = Signer & { status: SignerStatus; signedAt: Date | null; isCurrent: boolean };

export type SignatureView = Omit<Signature, "signers" | "workspaceId"> & {
  /** DigiSigner's id; null until the request was sent. The same as `digisignerRequestId`. */
  signatureRequestId: string | null;
  /** Of the first document. */
  digisignerDocumentId: string | null;
  signers: SignerView[];
  progress: { signed: number; total: number };
  /** All documents of a completed signature are collected and verified. */
  isCollected: boolean;
};

export const signatureView = ({ workspaceId: _workspaceId, ...signature }: Signature): SignatureView => {
  const whole = { ...signature, workspaceId: _workspaceId };
  const current = new Set(currentSigners(whole));
  return {
    ...signature,
    signatureRequestId: signature.digisignerRequestId,
    digisignerDocumentId: signature.documents[0]?.digisignerDocumentId ?? null,
    signers: signature.signers.map((signer) => ({
      ...signer,
      status: signerStatus(signer),
      signedAt: signerSignedAt(signer),
      isCurrent: current.has(signer),
    })),
    progress: progress(whole),
    isCollected: signature.collectedAt !== null,
  };
};
