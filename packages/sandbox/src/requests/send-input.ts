// The body of a send in our own words, and the one place where its wire form is read.
import { FIELD_TYPES, type FieldType } from "@creditnexus/digisigner/wire";
import { defined } from "../db/columns.ts";
import { type ErrorDetail, SandboxError } from "../errors.ts";
import { normaliseRectangle } from "../signing/rectangle.ts";
import type { Rectangle } from "../signing/session.ts";
import { Reader } from "../wire/reader.ts";

export interface NewField {
  page: number;
  rectangle: Rectangle;
  type: FieldType;
  apiId?: string;
  groupId?: string;
  content?: string;
  label?: string;
  required: boolean;
  readOnly: boolean;
}

/** Overrides; absent keeps what the field has. */
export interface FieldOverride {
  /** The `api_id` of an existing field, or the `name` of an AcroForm field. */
  key: string;
  groupId?: string;
  content?: string;
  label?: string;
  required?: boolean;
  readOnly?: boolean;
}

export interface SendSigner {
  email: string;
  role?: string;
  order?: number;
  accessCode?: string;
  fields: NewField[];
  pdfFields: FieldOverride[];
  useAllPdfFields: boolean;
  existingFields: FieldOverride[];
}

export interface SendDocument {
  documentId: string;
  title?: string;
  subject?: string;
  message?: string;
  signers: SendSigner[];
}

/** Everything about a request but its documents; kept with the request. */
export interface SendOptions {
  sendEmails: boolean;
  embedded: boolean;
  useTextTags: boolean;
  hideTextTags: boolean;
  bundle: boolean;
  sendReminderEmails: boolean;
  redirectForSigningToUrl?: string;
  redirectAfterSigningToUrl?: string;
  bundleTitle?: string;
  bundleSubject?: string;
  bundleMessage?: string;
  emailFromField?: string;
  replyToEmail?: string;
}

export interface SendInput {
  options: SendOptions;
  documents: SendDocument[];
}

/** @throws SandboxError 400 with one detail per fault. */
export function readSendInput(body: Record<string, unknown>): SendInput {
  const details: ErrorDetail[] = [];
  const reader = new Reader(body, details);
  const documents = reader.objects("documents").map((item, index) => readDocument(item, index, details));
  if (documents.length === 0 && details.length === 0) {
    details.push({ message: "documents must name at least one document." });
  }
  const options = readOptions(reader);
  if (details.length > 0) throw new SandboxError(400, "The signature request is not valid.", { details });
  return { options, documents };
}

function readOptions(reader: Reader): SendOptions {
  const branding = reader.objectOrFirst("branding");
  return defined({
    sendEmails: reader.boolean("send_emails") ?? true,
    embedded: reader.boolean("embedded") ?? false,
    useTextTags: reader.boolean("use_text_tags") ?? false,
    hideTextTags: reader.boolean("hide_text_tags") ?? false,
    bundle: reader.boolean("send_documents_as_bundle") ?? false,
    sendReminderEmails: reader.boolean("send_reminder_emails") ?? false,
    redirectForSigningToUrl: reader.string("redirect_for_signing_to_url"),
    redirectAfterSigningToUrl: reader.string("redirect_after_signing_to_url"),
    bundleTitle: reader.string("bundle_title"),
    bundleSubject: reader.string("bundle_subject"),
    bundleMessage: reader.string("bundle_message"),
    emailFromField: branding?.string("email_from_field"),
    replyToEmail: branding?.string("reply_to_email"),
  });
}

function readDocument(reader: Reader, index: number, details: ErrorDetail[]): SendDocument {
  const documentId = reader.string("document_id");
  if (documentId === undefined) reader.refuse("document_id", "is required");
  const faultsBefore = details.length;
  const signers = reader.objects("signers").map(readSigner);
  if (signers.length === 0 && details.length === faultsBefore) {
    details.push({ message: `documents[${index}].signers must name at least one signer.` });
  }
  return defined({
    documentId: documentId ?? "",
    title: reader.string("title"),
    subject: reader.string("subject"),
    message: reader.string("message"),
    signers,
  });
}

function readSigner(reader: Reader): SendSigner {
  const email = reader.string("email");
  if (email === undefined || email.length > 254 || !/^[^\s@<>"]+@[^\s@<>"]+$/.test(email)) {
    reader.refuse("email", "must be an e-mail address");
  }
  return defined({
    email: email ?? "",
    role: reader.string("role"),
    order: reader.integer("order"),
    accessCode: reader.string("access_code"),
    fields: reader.objects("fields").map(readField),
    pdfFields: reader.objects("pdf_fields").map((field) => readOverride(field, "name")),
    useAllPdfFields: reader.boolean("use_all_pdf_fields") ?? false,
    existingFields: reader.objects("existing_fields").map((field) => readOverride(field, "api_id")),
  });
}

/** A field of a signer or of a template. */
export function readField(reader: Reader): NewField {
  const page = reader.integer("page");
  if (page === undefined) reader.refuse("page", "must be the page's number, from 0");
  const type = reader.oneOf("type", FIELD_TYPES) ?? "TEXT";
  return defined({
    page: page ?? 0,
    rectangle: normaliseRectangle(reader.rectangle("rectangle") ?? [0, 0, 0, 0]),
    type,
    apiId: reader.string("api_id"),
    groupId: reader.string("group_id"),
    content: reader.string("content", { blankIsAbsent: true }),
    label: reader.string("label"),
    required: reader.boolean("required") ?? type !== "CHECKBOX",
    readOnly: reader.boolean("read_only") ?? false,
  });
}

function readOverride(reader: Reader, keyName: "api_id" | "name"): FieldOverride {
  const key = reader.string(keyName);
  if (key === undefined) reader.refuse(keyName, "is required");
  return defined({
    key: key ?? "",
    groupId: reader.string("group_id"),
    content: reader.string("content", { blankIsAbsent: true }),
    label: reader.string("label"),
    required: reader.boolean("required"),
    readOnly: reader.boolean("read_only"),
  });
}
