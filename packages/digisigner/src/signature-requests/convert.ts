// Signature requests between camelCase inside and snake_case on the wire.
import {
  compact,
  flag,
  InputError,
  list,
  oneOf,
  rectangle,
  requiredText,
  requiredWhole,
  text,
  whole,
} from "../parsing/input.ts";
import type { ObjectReader } from "../parsing/object-reader.ts";
import * as wire from "../wire.ts";
import type {
  CreateSignatureRequest,
  DocumentInput,
  ExistingFieldInput,
  FieldInput,
  PdfFieldInput,
  RequestDocument,
  SignatureRequest,
  Signer,
  SignerInput,
} from "./model.ts";

export function toWireRequest(request: CreateSignatureRequest): wire.SignatureRequestRequest {
  const documents = list(request.documents, "documents", toWireDocument) ?? [];
  if (documents.length === 0) throw new InputError("documents must have at least one entry, got none");
  const { branding } = request;
  return compact<wire.SignatureRequestRequest>({
    documents,
    send_emails: flag(request.sendEmails, "sendEmails"),
    embedded: flag(request.embedded, "embedded"),
    redirect_for_signing_to_url: text(request.redirectForSigningToUrl, "redirectForSigningToUrl"),
    redirect_after_signing_to_url: text(request.redirectAfterSigningToUrl, "redirectAfterSigningToUrl"),
    use_text_tags: flag(request.useTextTags, "useTextTags"),
    hide_text_tags: flag(request.hideTextTags, "hideTextTags"),
    send_documents_as_bundle: flag(request.sendDocumentsAsBundle, "sendDocumentsAsBundle"),
    send_reminder_emails: flag(request.sendReminderEmails, "sendReminderEmails"),
    bundle_title: text(request.bundleTitle, "bundleTitle"),
    bundle_subject: text(request.bundleSubject, "bundleSubject"),
    bundle_message: text(request.bundleMessage, "bundleMessage"),
    branding:
      branding &&
      compact<wire.Branding>({
        email_from_field: text(branding.emailFromField, "branding.emailFromField"),
        reply_to_email: text(branding.replyToEmail, "branding.replyToEmail"),
      }),
  });
}

function toWireDocument(document: DocumentInput, path: string): wire.DocumentRequest {
  return compact<wire.DocumentRequest>({
    document_id: requiredText(document.documentId, `${path}.documentId`),
    title: text(document.title, `${path}.title`),
    subject: text(document.subject, `${path}.subject`),
    message: text(document.message, `${path}.message`),
    signers: list(document.signers, `${path}.signers`, toWireSigner),
  });
}

function toWireSigner(signer: SignerInput, path: string): wire.SignerRequest {
  return compact<wire.SignerRequest>({
    email: requiredText(signer.email, `${path}.email`),
    role: text(signer.role, `${path}.role`),
    order: whole(signer.order, `${path}.order`),
    access_code: text(signer.accessCode, `${path}.accessCode`),
    fields: list(signer.fields, `${path}.fields`, toWireField),
    pdf_fields: list(signer.pdfFields, `${path}.pdfFields`, toWirePdfField),
    use_all_pdf_fields: flag(signer.useAllPdfFields, `${path}.useAllPdfFields`),
    existing_fields: list(signer.existingFields, `${path}.existingFields`, toWireExistingField),
  });
}

function toWireField(field: FieldInput, path: string): wire.Field {
  return compact<wire.Field>({
    page: requiredWhole(field.page, `${path}.page`),
    rectangle: rectangle(field.rectangle, `${path}.rectangle`),
    type: oneOf(field.type, wire.FIELD_TYPES, `${path}.type`),
    api_id: text(field.apiId, `${path}.apiId`),
    group_id: text(field.groupId, `${path}.groupId`),
    ...toWirePresets(field, path),
  });
}

function toWireExistingField(field: ExistingFieldInput, path: string): wire.ExistingField {
  return compact<wire.ExistingField>({
    api_id: requiredText(field.apiId, `${path}.apiId`),
    group_id: text(field.groupId, `${path}.groupId`),
    ...toWirePresets(field, path),
  });
}

function toWirePdfField(field: PdfFieldInput, path: string): wire.PdfField {
  return compact<wire.PdfField>({
    name: requiredText(field.name, `${path}.name`),
    ...toWirePresets(field, path),
  });
}

function toWirePresets(field: PdfFieldInput | ExistingFieldInput | FieldInput, path: string) {
  return {
    content: text(field.content, `${path}.content`),
    label: text(field.label, `${path}.label`),
    required: flag(field.required, `${path}.required`),
    read_only: flag(field.readOnly, `${path}.readOnly`),
  };
}

export function toSignatureRequest(reader: ObjectReader): SignatureRequest {
  reader.ignore("branding");
  return compact<SignatureRequest>({
    signatureRequestId: reader.requiredString("signature_request_id"),
    isCompleted: reader.expectedBoolean("is_completed"),
    documents: reader.list("documents", toRequestDocument),
    sendEmails: reader.boolean("send_emails"),
    embedded: reader.boolean("embedded"),
    useTextTags: reader.boolean("use_text_tags"),
    hideTextTags: reader.boolean("hide_text_tags"),
    sendDocumentsAsBundle: reader.boolean("send_documents_as_bundle"),
    sendReminderEmails: reader.boolean("send_reminder_emails"),
    redirectForSigningToUrl: reader.string("redirect_for_signing_to_url"),
    redirectAfterSigningToUrl: reader.string("redirect_after_signing_to_url"),
    bundleTitle: reader.string("bundle_title"),
    bundleSubject: reader.string("bundle_subject"),
    bundleMessage: reader.string("bundle_message"),
  });
}

function toRequestDocument(reader: ObjectReader): RequestDocument {
  return compact<RequestDocument>({
    documentId: reader.requiredString("document_id"),
    title: reader.string("title"),
    subject: reader.string("subject"),
    message: reader.string("message"),
    signers: reader.list("signers", toSigner),
  });
}

function toSigner(reader: ObjectReader): Signer {
  // Never echoed as far as is known; named here so that a server that does causes no warning.
  reader.ignore("access_code", "fields", "pdf_fields", "existing_fields", "use_all_pdf_fields");
  return compact<Signer>({
    email: reader.requiredString("email"),
    isSignatureCompleted: reader.expectedBoolean("is_signature_completed"),
    role: reader.string("role"),
    order: reader.number("order"),
    signDocumentUrl: reader.string("sign_document_url"),
  });
}
