// Converts a draft to what the service keeps of it, and back; access codes stay behind.
import type { DraftContent, PresetContent, Draft as WireDraft } from "@creditnexus/contract";
import { type Draft, type DraftSigner, emptyDraft, emptySigner, withoutCode } from "../draft.ts";

type WireSigner = PresetContent["signers"][number];

const signerToWire = (signer: DraftSigner): WireSigner => {
  const { key, name, email, role, party, withPrevious, asksCode, language } = withoutCode(signer);
  const words = { key, name, email, role, party };
  return {
    ...words,
    with_previous: withPrevious,
    asks_code: asksCode,
    language: language === "" ? null : language,
  };
};

const signerFromWire = ({ with_previous, asks_code, language, ...words }: WireSigner): DraftSigner =>
  emptySigner({ ...words, withPrevious: with_previous, asksCode: asks_code, language: language ?? "" });

type Shared = Pick<
  Draft,
  | "signers"
  | "inOrder"
  | "bundle"
  | "subject"
  | "message"
  | "language"
  | "senderEmail"
  | "urgency"
  | "expiresInDays"
  | "reminders"
>;

export const presetContentOf = (draft: Draft): PresetContent => ({
  signers: draft.signers.map(signerToWire),
  in_order: draft.inOrder,
  bundle: draft.bundle,
  subject: draft.subject,
  message: draft.message,
  language: draft.language,
  sender_email: draft.senderEmail,
  urgency: draft.urgency,
  expires_in_days: draft.expiresInDays,
  reminders: draft.reminders,
});

export const fromPresetContent = (content: PresetContent): Shared => ({
  signers: content.signers.map(signerFromWire),
  inOrder: content.in_order,
  bundle: content.bundle,
  subject: content.subject,
  message: content.message,
  language: content.language,
  senderEmail: content.sender_email,
  urgency: content.urgency,
  expiresInDays: content.expires_in_days,
  reminders: content.reminders,
});

export const contentOf = (draft: Draft): DraftContent => ({
  ...presetContentOf(draft),
  send_key: draft.sendKey,
  title: draft.title,
  document_ids: draft.documents.map(({ documentId }) => documentId),
  fields: draft.fields.map(({ documentId, signerKey, ...field }) => ({
    ...field,
    document_id: documentId,
    signer_key: signerKey,
  })),
  use_text_tags: draft.useTextTags,
  hide_text_tags: draft.hideTextTags,
  metadata: draft.metadata,
});

export const draftOf = ({ content, documents }: WireDraft): Draft => ({
  ...emptyDraft(),
  ...fromPresetContent(content),
  sendKey: content.send_key,
  title: content.title,
  documents: documents.map(({ document_id, title, page_count, size }) => ({
    documentId: document_id,
    title,
    pageCount: page_count,
    size,
  })),
  fields: content.fields.map(({ document_id, signer_key, ...field }) => ({
    ...field,
    documentId: document_id,
    signerKey: signer_key,
  })),
  useTextTags: content.use_text_tags,
  hideTextTags: content.hide_text_tags,
  metadata: content.metadata,
});
