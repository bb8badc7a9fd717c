// Signature requests as the client's callers see them.
import type { FieldType, Rectangle } from "../wire.ts";

/** A new field for a signer. */
export interface FieldInput {
  /** 0-based. */
  readonly page: number;
  /** PDF points from the bottom-left of the unrotated page; rounded to whole points. */
  readonly rectangle: Rectangle;
  readonly type: FieldType;
  /** To find the field again in `documents.fields`; need not be unique. */
  readonly apiId?: string;
  /** Joins radio buttons, and check boxes, to a group. */
  readonly groupId?: string;
  /** Preset value. */
  readonly content?: string;
  /** Hint shown on the field. */
  readonly label?: string;
  /** Default true, but false for a CHECKBOX. */
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

/** Overrides for a field the document or template has already. What is left out keeps its value. */
export interface ExistingFieldInput {
  readonly apiId: string;
  readonly groupId?: string;
  readonly content?: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

/** An AcroForm field of the PDF given to a signer. */
export interface PdfFieldInput {
  /** Its name in the PDF. */
  readonly name: string;
  /** Preset value; for a set of check boxes the index of the selected one. */
  readonly content?: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

/** Who signs. DigiSigner knows signers by e-mail address only. */
export interface SignerInput {
  readonly email: string;
  /** Matches the roles of templates and of text tags. */
  readonly role?: string;
  /** 1, 2, …; signers with the same order, or none, sign in parallel. */
  readonly order?: number;
  /** Asked before the document opens. */
  readonly accessCode?: string;
  readonly fields?: readonly FieldInput[];
  readonly pdfFields?: readonly PdfFieldInput[];
  /** All AcroForm fields of the PDF go to this signer. */
  readonly useAllPdfFields?: boolean;
  readonly existingFields?: readonly ExistingFieldInput[];
}

/** An uploaded document or a template, with those who sign it. */
export interface DocumentInput {
  readonly documentId: string;
  readonly title?: string;
  readonly subject?: string;
  readonly message?: string;
  readonly signers?: readonly SignerInput[];
}

/** The sender that e-mails show. */
export interface BrandingInput {
  readonly emailFromField?: string;
  readonly replyToEmail?: string;
}

/** What to send for signature. */
export interface CreateSignatureRequest {
  readonly documents: readonly DocumentInput[];
  /** Default true: DigiSigner mails invitations and notices. With false you deliver the links. */
  readonly sendEmails?: boolean;
  /** The signing page goes into an iframe of yours. */
  readonly embedded?: boolean;
  /** The invitation's link leads here first; see `decodeSignDocumentUrl`. */
  readonly redirectForSigningToUrl?: string;
  /** The browser goes here after signing. */
  readonly redirectAfterSigningToUrl?: string;
  /** Turns tags such as `[s:Signer 1]` in the text into fields. */
  readonly useTextTags?: boolean;
  /** Removes the tags' text. */
  readonly hideTextTags?: boolean;
  /** One invitation per signer for all documents. */
  readonly sendDocumentsAsBundle?: boolean;
  readonly sendReminderEmails?: boolean;
  readonly bundleTitle?: string;
  readonly bundleSubject?: string;
  readonly bundleMessage?: string;
  readonly branding?: BrandingInput;
}

/** A signer with the state of the signature. */
export interface Signer {
  readonly email: string;
  readonly isSignatureCompleted: boolean;
  readonly role?: string;
  readonly order?: number;
  /** A credential: whoever has the link can sign. Keep it out of logs. */
  readonly signDocumentUrl?: string;
}

/** A document of a request, with its signers. */
export interface RequestDocument {
  /** Differs from the id sent for a template (a copy), and perhaps in a bundle. */
  readonly documentId: string;
  readonly title?: string;
  readonly subject?: string;
  readonly message?: string;
  readonly signers: readonly Signer[];
}

/** A signature request as DigiSigner reports it. */
export interface SignatureRequest {
  readonly signatureRequestId: string;
  /** Every signer of every document is done. */
  readonly isCompleted: boolean;
  /** In the order they were sent. */
  readonly documents: readonly RequestDocument[];
  readonly sendEmails?: boolean;
  readonly embedded?: boolean;
  readonly useTextTags?: boolean;
  readonly hideTextTags?: boolean;
  readonly sendDocumentsAsBundle?: boolean;
  readonly sendReminderEmails?: boolean;
  readonly redirectForSigningToUrl?: string;
  readonly redirectAfterSigningToUrl?: string;
  readonly bundleTitle?: string;
  readonly bundleSubject?: string;
  readonly bundleMessage?: string;
}
