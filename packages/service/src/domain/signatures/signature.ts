// A signature: one agreement sent to its signers, and the questions that can be asked about it.
import type { COLLECTION_STATES, Language, SIGNER_STATUSES, SignatureStatus } from "@creditnexus/contract";
import type { CheckColumn, FailureColumn, FieldColumn, SignaturesTable } from "../../db/schema.ts";
import type { Provider } from "../deps.ts";
import { isOpen } from "./status.ts";

export type SignerStatus = (typeof SIGNER_STATUSES)[number];
export type CollectionState = (typeof COLLECTION_STATES)[number];
export type Urgency = SignaturesTable["urgency"];

export type SignatureDocument = {
  documentId: string;
  title: string;
  fileName: string;
  pageCount: number;
  sha256: string;
  digisignerDocumentId: string | null;
  signed: {
    state: CollectionState;
    sha256: string | null;
    size: number | null;
    collectedAt: Date | null;
    checks: CheckColumn[];
    /** A person's word for it, when it did not pass. */
    accepted: Acceptance | null;
  };
};

export type Acceptance = { at: Date; by: string; reason: string };

/** It passed verification, or a person accepted it as it is. */
export const isHandedOn = ({ signed }: SignatureDocument): boolean =>
  signed.state === "verified" || (signed.state === "suspect" && signed.accepted !== null);

export type SignerDocument = {
  documentId: string;
  status: SignerStatus;
  signedAt: Date | null;
  fields: FieldColumn[];
  hasAccessCode: boolean;
};

export type Signer = {
  signerId: string;
  email: string;
  name: string | null;
  role: string | null;
  order: number | null;
  /** Null: the request's. */
  language: Language | null;
  documents: SignerDocument[];
};

export type Signature = {
  workspaceId: string;
  signatureId: string;
  title: string;
  status: SignatureStatus;
  provider: Provider;
  digisignerRequestId: string | null;
  documents: SignatureDocument[];
  signers: Signer[];
  subject: string | null;
  message: string | null;
  urgency: Urgency;
  reminderDays: number[];
  sendEmails: boolean;
  /** Of the desk's own mails. */
  language: Language;
  senderEmail: string | null;
  useTextTags: boolean;
  hideTextTags: boolean;
  bundle: boolean;
  redirectAfterSigningToUrl: string | null;
  metadata: Record<string, string>;
  requestedBy: string;
  requestedAt: Date;
  sentAt: Date | null;
  expiresAt: Date;
  completedAt: Date | null;
  closedAt: Date | null;
  closedReason: string | null;
  collectedAt: Date | null;
  lastSyncedAt: Date | null;
  failure: FailureColumn | null;
  resentFrom: string | null;
  resentAs: string | null;
  missedCallbacks: number;
  updatedAt: Date;
};

/** Signed when every document of the signer's is. */
export const signerStatus = (signer: Signer): SignerStatus =>
  signer.documents.every((document) => document.status === "signed") ? "signed" : "pending";

export const signerSignedAt = (signer: Signer): Date | null => {
  if (signerStatus(signer) === "pending") return null;
  const times = signer.documents.flatMap((document) => document.signedAt?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times));
};

/** DigiSigner invites absent orders first, together, then 1, 2, …; equal ones in parallel. */
const turn = (signer: Signer): number => signer.order ?? 0;

/** The signers whose turn it is. */
export const currentSigners = (signature: Signature): Signer[] => {
  if (!isOpen(signature.status) || signature.status === "sending") return [];
  const waiting = signature.signers.filter((signer) => signerStatus(signer) === "pending");
  const first = Math.min(...waiting.map(turn));
  return waiting.filter((signer) => turn(signer) === first);
};

export const progress = (signature: Signature): { signed: number; total: number } => ({
  signed: signature.signers.filter((signer) => signerStatus(signer) === "signed").length,
  total: signature.signers.length,
});
