// Documents, fields and signatures as the client's callers see them.
import type { OtherWord } from "../parsing/object-reader.ts";
import type { Alignment, DrawCoordinate, FieldStatus, FieldType, Rectangle } from "../wire.ts";

/** How an upload is named. */
export interface UploadOptions {
  /** The document's default title is this without its extension. */
  readonly filename: string;
  /** Default `application/pdf` for a name ending in .pdf, else a Blob's own type, else octet-stream. */
  readonly contentType?: string;
  /** Bytes of a stream. When known the upload carries its length, otherwise it is chunked. */
  readonly size?: number;
}

/** A document that DigiSigner has stored. */
export interface UploadedDocument {
  readonly documentId: string;
}

/** A field of a document and what was entered. */
export interface DocumentField {
  readonly apiId: string;
  readonly type: FieldType | OtherWord;
  /** Role or template role it belongs to. */
  readonly role?: string;
  /** 0-based. */
  readonly page?: number;
  /** PDF points from the bottom-left of the page. */
  readonly rectangle?: Rectangle;
  readonly status: FieldStatus | OtherWord;
  /** What the sender preset. */
  readonly content?: string;
  /** What the signer entered; for a signature it may be the word `IMAGE`. */
  readonly submittedContent?: string;
  readonly label?: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly pdfField: boolean;
  /** AcroForm name. */
  readonly name?: string;
  readonly groupId?: string;
  /** Only check boxes. */
  readonly index?: number;
  /** Points. */
  readonly fontSize?: number;
  readonly maxLength?: number;
  /** Absent means left. */
  readonly alignment?: Alignment | OtherWord;
}

/** A signature to draw on a page, aligned to the lower-left corner of its rectangle. */
export interface SignatureContent {
  /** 0-based. */
  readonly page: number;
  readonly rectangle: Rectangle;
  /** PNG bytes, or their base64. */
  readonly image?: Uint8Array | string;
  /** Line segments of a drawn signature. */
  readonly drawCoordinates?: readonly DrawCoordinate[];
}
