// DigiSigner's REST API v1 as it stands on the wire: JSON shapes and constants, nothing converted.

/**
 * The seven field types, exactly as DigiSigner writes them. Any other value breaks its official clients.
 * @example
 * ```ts
 * console.log(FIELD_TYPES.join(" "));
 * // SIGNATURE DATE TEXT INITIALS CHECKBOX RADIO ATTACHMENT
 * ```
 */
export const FIELD_TYPES = [
  "SIGNATURE",
  "DATE",
  "TEXT",
  "INITIALS",
  "CHECKBOX",
  "RADIO",
  "ATTACHMENT",
] as const;
/** One of {@link FIELD_TYPES}. */
export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * The callbacks DigiSigner is known to send. A receiver accepts others too.
 * @example
 * ```ts
 * console.log(EVENT_TYPES.join(" "));
 * // DOCUMENT_SIGNED SIGNATURE_REQUEST_COMPLETED
 * ```
 */
export const EVENT_TYPES = ["DOCUMENT_SIGNED", "SIGNATURE_REQUEST_COMPLETED"] as const;
/** One of {@link EVENT_TYPES}. */
export type EventType = (typeof EVENT_TYPES)[number];

/** Whether a signer has filled a field. */
export const FIELD_STATUSES = ["EMPTY", "FILLED"] as const;
/** One of {@link FIELD_STATUSES}. */
export type FieldStatus = (typeof FIELD_STATUSES)[number];

/** Text alignment of a field; left is expressed by leaving the key out. */
export const ALIGNMENTS = ["CENTER", "RIGHT"] as const;
/** One of {@link ALIGNMENTS}. */
export type Alignment = (typeof ALIGNMENTS)[number];

/**
 * The body a callback must be answered with, alone and exactly (25 bytes), beside status 200.
 * @example
 * ```ts
 * console.log(DIGISIGNER_EVENT_ACCEPTED.length);
 * // 25
 * ```
 */
export const DIGISIGNER_EVENT_ACCEPTED = "DIGISIGNER_EVENT_ACCEPTED";

/**
 * Minutes DigiSigner waits before each new attempt of a refused callback; then it gives up. Each is
 * three times the one before plus five. Read here as time between attempts, about 45 hours in all.
 * @example
 * ```ts
 * console.log(CALLBACK_RETRY_MINUTES.reduce((sum, minutes) => sum + minutes, 0) / 60, "hours");
 * // 45.25 hours
 * ```
 */
export const CALLBACK_RETRY_MINUTES = [5, 20, 65, 200, 605, 1820] as const;

/**
 * Header in which a sandbox may sign callbacks; DigiSigner itself signs none.
 * @example
 * ```ts
 * const headers = { [CALLBACK_SIGNATURE_HEADER]: await signCallback("secret", "{}") };
 * console.log(Object.keys(headers).join());
 * // X-DigiSigner-Signature
 * ```
 */
export const CALLBACK_SIGNATURE_HEADER = "X-DigiSigner-Signature";

/** Query parameter of `redirect_for_signing_to_url` that carries the signing link in base64. */
export const SIGN_DOCUMENT_URL_PARAMETER = "signDocumentUrlBase64Encoded";

/**
 * Lower-left and upper-right corner `[x1, y1, x2, y2]` in whole PDF points, origin at the bottom-left of the
 * unrotated page. DigiSigner's own samples also send the corners the other way round.
 */
export type Rectangle = readonly [x1: number, y1: number, x2: number, y2: number];

/** A new field of a signer (request). */
export interface Field {
  /** 0-based; a page the document does not have is accepted and not drawn. */
  page: number;
  rectangle: Rectangle;
  type: FieldType;
  /** Any non-empty string, not necessarily unique; generated when absent. */
  api_id?: string;
  /** Joins RADIO fields, and check boxes, to a group. */
  group_id?: string;
  content?: string;
  label?: string;
  /** Absent means true, except for CHECKBOX, where it means false. */
  required?: boolean;
  read_only?: boolean;
}

/** Overrides for a field that the document or template has already (request). Absent keeps its value. */
export interface ExistingField {
  api_id: string;
  group_id?: string;
  content?: string;
  label?: string;
  required?: boolean;
  read_only?: boolean;
}

/** An AcroForm field given to a signer by its name (request); type, page and rectangle come from the PDF. */
export interface PdfField {
  name: string;
  /** Preset value; for a set of check boxes the index of the selected box. */
  content?: string;
  label?: string;
  required?: boolean;
  read_only?: boolean;
}

/** A signer of a document (request). The e-mail address is the only identity; there is no name. */
export interface SignerRequest {
  email: string;
  role?: string;
  /** Signing order 1, 2, …; equal or absent means parallel. */
  order?: number;
  /** Second factor asked before the document opens; never echoed. */
  access_code?: string;
  fields?: Field[];
  pdf_fields?: PdfField[];
  use_all_pdf_fields?: boolean;
  existing_fields?: ExistingField[];
}

/** A document or template to be signed (request). */
export interface DocumentRequest {
  document_id: string;
  title?: string;
  subject?: string;
  message?: string;
  signers?: SignerRequest[];
}

/** Sender shown in e-mails, instead of the account's. */
export interface Branding {
  email_from_field?: string;
  reply_to_email?: string;
}

/** Body of `POST /signature_requests`. */
export interface SignatureRequestRequest {
  documents: DocumentRequest[];
  /** Absent means true: DigiSigner sends invitations and notices. */
  send_emails?: boolean;
  embedded?: boolean;
  redirect_for_signing_to_url?: string;
  redirect_after_signing_to_url?: string;
  use_text_tags?: boolean;
  hide_text_tags?: boolean;
  send_documents_as_bundle?: boolean;
  send_reminder_emails?: boolean;
  bundle_title?: string;
  bundle_subject?: string;
  bundle_message?: string;
  branding?: Branding;
}

/** A signer as DigiSigner reports it (response). The 2015 shape in callbacks has only the first two keys. */
export interface Signer {
  email: string;
  is_signature_completed: boolean;
  role?: string;
  /** Absent when none was sent. */
  order?: number;
  /** The link is the credential: whoever has it can sign. */
  sign_document_url?: string;
}

/** A document as DigiSigner reports it (response). */
export interface Document {
  signers: Signer[];
  /** The uploaded id; for a template the id of the copy; for a bundle possibly another one. */
  document_id: string;
  title?: string;
  subject?: string;
  message?: string;
}

/** Response of `POST /signature_requests` and `GET /signature_requests/{id}`. */
export interface SignatureRequest {
  signature_request_id: string;
  is_completed: boolean;
  send_emails: boolean;
  embedded: boolean;
  use_text_tags: boolean;
  hide_text_tags: boolean;
  send_documents_as_bundle: boolean;
  send_reminder_emails: boolean;
  redirect_for_signing_to_url?: string;
  redirect_after_signing_to_url?: string;
  bundle_title?: string;
  bundle_subject?: string;
  bundle_message?: string;
  /** In the order of the request. */
  documents: Document[];
}

/** Response of `POST /documents`. */
export interface UploadResponse {
  document_id: string;
}

/** A field with its state (response of `GET /documents/{id}/fields`). Unset keys are left out, never null. */
export interface DocumentField {
  api_id: string;
  role?: string;
  type: FieldType;
  page: number;
  rectangle: Rectangle;
  status: FieldStatus;
  /** What the sender preset. */
  content?: string;
  /** What the signer entered; for a signature it may be the word `IMAGE`. */
  submitted_content?: string;
  label?: string;
  required: boolean;
  /** AcroForm name. */
  name?: string;
  group_id?: string;
  /** Only check boxes. */
  index?: number;
  read_only: boolean;
  pdf_field: boolean;
  font_size?: number;
  max_length?: number;
  alignment?: Alignment;
}

/** Response of `GET /documents/{id}/fields`; the list is always there. */
export interface DocumentFieldsResponse {
  document_fields: DocumentField[];
}

/** A line segment of a drawn signature, from `lx, ly` to `mx, my`. */
export interface DrawCoordinate {
  lx: number;
  ly: number;
  mx: number;
  my: number;
}

/** A signature to put on a page (request of `POST /documents/{id}/content`), aligned to the lower-left corner. */
export interface Signature {
  page: number;
  rectangle: Rectangle;
  /** Base64 of the image, PNG in all samples. */
  image?: string;
  /** A JSON text of {@link DrawCoordinate}[]; for drawn signatures only. */
  draw_coordinates?: string;
}

/** Body of `POST /documents/{id}/content`; a missing or empty list changes nothing. */
export interface AddContentRequest {
  signatures?: Signature[];
}

/** The request inside a completed event: the 2015 shape, keys in this order. */
export interface EventSignatureRequest {
  signature_request_id: string;
  is_completed: boolean;
  documents: {
    signers: { email: string; is_signature_completed: boolean }[];
    document_id: string;
  }[];
}

/** Callback: one signer has signed one document. */
export interface DocumentSignedEvent {
  /** Milliseconds since the epoch. */
  event_time: number;
  event_type: "DOCUMENT_SIGNED";
  document_id: string;
  signer_email: string;
}

/** Callback: every signer of every document of a request is done. */
export interface SignatureRequestCompletedEvent {
  /** Milliseconds since the epoch. */
  event_time: number;
  event_type: "SIGNATURE_REQUEST_COMPLETED";
  signature_request: EventSignatureRequest;
}

/** Body of a callback. For the last signer both are sent, DOCUMENT_SIGNED first. */
export type Event = DocumentSignedEvent | SignatureRequestCompletedEvent;

/** Body of every answer that is not 2xx. */
export interface ErrorBody {
  /** Never empty. */
  message: string;
  /** Details; each an object, since a bare string breaks an official client. */
  errors?: { message: string }[];
}
