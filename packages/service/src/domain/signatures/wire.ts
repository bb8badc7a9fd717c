// Converts signatures between their form on the wire and their form in the code.
import type {
  CreateSignature,
  RequestSignatures,
  SignerInput as SignerInputSchema,
  Signature as Wire,
  Signer as WireSigner,
} from "@creditnexus/contract";
import type { z } from "zod";
import type { FieldColumn } from "../../db/schema.ts";
import type { CreateSignatureInput, SignerInput } from "./create-input.ts";
import { currentSigners, progress, type Signature, signerSignedAt, signerStatus } from "./signature.ts";

const time = (at: Date | null): string | null => at?.toISOString() ?? null;

const signersToWire = (signature: Signature): WireSigner[] => {
  const current = new Set(currentSigners(signature));
  return signature.signers.map((signer) => ({
    signer_id: signer.signerId,
    email: signer.email,
    name: signer.name,
    role: signer.role,
    order: signer.order,
    language: signer.language,
    status: signerStatus(signer),
    is_current: current.has(signer),
    signed_at: time(signerSignedAt(signer)),
    has_access_code: signer.documents.some((document) => document.hasAccessCode),
    documents: signer.documents.map((document) => ({
      document_id: document.documentId,
      status: document.status,
      signed_at: time(document.signedAt),
    })),
  }));
};

export const signatureToWire = (signature: Signature): Wire => ({
  signature_id: signature.signatureId,
  title: signature.title,
  status: signature.status,
  signature_request_id: signature.digisignerRequestId,
  digisigner_request_id: signature.digisignerRequestId,
  digisigner_document_id: signature.documents[0]?.digisignerDocumentId ?? null,
  provider: signature.provider,
  documents: signature.documents.map((document) => ({
    document_id: document.documentId,
    title: document.title,
    page_count: document.pageCount,
    sha256: document.sha256,
    digisigner_document_id: document.digisignerDocumentId,
    signed: {
      state: document.signed.state,
      sha256: document.signed.sha256,
      size: document.signed.size,
      collected_at: time(document.signed.collectedAt),
      checks: document.signed.checks,
      accepted: document.signed.accepted && {
        ...document.signed.accepted,
        at: document.signed.accepted.at.toISOString(),
      },
    },
  })),
  signers: signersToWire(signature),
  progress: progress(signature),
  subject: signature.subject,
  message: signature.message,
  language: signature.language,
  sender_email: signature.senderEmail,
  urgency: signature.urgency,
  reminder_days: signature.reminderDays,
  requested_at: signature.requestedAt.toISOString(),
  sent_at: time(signature.sentAt),
  expires_at: signature.expiresAt.toISOString(),
  completed_at: time(signature.completedAt),
  closed_at: time(signature.closedAt),
  closed_reason: signature.closedReason,
  last_synced_at: time(signature.lastSyncedAt),
  failure: signature.failure,
  is_collected: signature.collectedAt !== null,
  resent_from: signature.resentFrom,
  resent_as: signature.resentAs,
  missed_callbacks: signature.missedCallbacks,
  metadata: signature.metadata,
  updated_at: signature.updatedAt.toISOString(),
});

type WireSignerInput = string | z.output<typeof SignerInputSchema>;
type WireCommon = Omit<z.output<typeof RequestSignatures>, "signers">;

const fieldFromWire = (
  field: NonNullable<z.output<typeof SignerInputSchema>["fields"]>[number],
): FieldColumn => ({
  type: field.type,
  page: field.page,
  rectangle: field.rectangle,
  apiId: field.api_id,
  groupId: field.group_id,
  content: field.content,
  label: field.label,
  required: field.required,
  readOnly: field.read_only,
});

const signerFromWire = (signer: WireSignerInput): SignerInput => {
  if (typeof signer === "string") return { email: signer, fields: [] };
  return {
    email: signer.email,
    name: signer.name || undefined,
    role: signer.role || undefined,
    order: signer.order,
    accessCode: signer.access_code,
    language: signer.language,
    fields: (signer.fields ?? []).map(fieldFromWire),
  };
};

const commonFromWire = (body: WireCommon) => ({
  title: body.title,
  subject: body.subject || undefined,
  message: body.message || undefined,
  urgency: body.urgency ?? ("standard" as const),
  expiresInDays: body.expires_in_days,
  reminderDays: body.reminder_days,
  sendEmails: body.send_emails ?? true,
  language: body.language,
  senderEmail: body.sender_email,
  useTextTags: body.use_text_tags ?? false,
  hideTextTags: body.hide_text_tags ?? false,
  redirectAfterSigningToUrl: body.redirect_after_signing_to_url,
  metadata: body.metadata ?? {},
});

/** Body of `POST /api/documents/{document_id}/signatures`. */
export const requestFromWire = (
  documentId: string,
  body: z.output<typeof RequestSignatures>,
): CreateSignatureInput => ({
  ...commonFromWire(body),
  bundle: false,
  documents: [{ documentId, signers: body.signers.map(signerFromWire), path: "/signers" }],
});

/** Body of `POST /api/signatures`; signers named once sign every document that names none of its own. */
export const createFromWire = (body: z.output<typeof CreateSignature>): CreateSignatureInput => ({
  ...commonFromWire(body),
  bundle: body.bundle ?? false,
  documents: body.documents.map((document, index) => ({
    documentId: document.document_id,
    signers: (document.signers ?? body.signers ?? []).map(signerFromWire),
    path: document.signers === undefined ? "/signers" : `/documents/${index}/signers`,
  })),
});
