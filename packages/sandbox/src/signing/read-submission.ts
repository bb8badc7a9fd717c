// Reads what a signing page submits; anything malformed is a 422 that names the field.
import { type ErrorDetail, SandboxError } from "../errors.ts";
import { Reader } from "../wire/reader.ts";
import { decodeImage } from "./image.ts";
import { normaliseRectangle } from "./rectangle.ts";
import type { Rectangle } from "./session.ts";

/** A signature ready for the paper: an image, or a text to be set in type. */
export interface Signature {
  kind: "drawn" | "typed" | "uploaded";
  image?: Uint8Array;
  text?: string;
}

/** What was entered into one field. */
export interface EnteredValue {
  value?: string;
  signature?: Signature;
  attachmentId?: string;
}

export interface Placement {
  page: number;
  rectangle: Rectangle;
  signature: Signature;
}

/** What was entered on one document, by field id. */
export interface EnteredDocument {
  values: Map<string, EnteredValue>;
  placements: Placement[];
}

/** By document id. */
export type Submission = Map<string, EnteredDocument>;

const KINDS = ["drawn", "typed", "uploaded"] as const;

export function readSubmission(body: Record<string, unknown>): Submission {
  const details: ErrorDetail[] = [];
  const submission: Submission = new Map();
  for (const item of new Reader(body, details).objects("documents")) {
    const documentId = item.string("document_id");
    if (documentId === undefined) item.refuse("document_id", "is required");
    submission.set(documentId ?? "", {
      values: new Map(item.objects("values").map(readValue)),
      placements: item.objects("placements").flatMap(readPlacement),
    });
  }
  if (details.length > 0) throw new SandboxError(422, "What was submitted is not valid.", { details });
  return submission;
}

function readValue(reader: Reader): [string, EnteredValue] {
  const fieldId = reader.string("field_id");
  if (fieldId === undefined) reader.refuse("field_id", "is required");
  const signature = readSignature(reader);
  const value = reader.string("value");
  const attachmentId = reader.string("attachment_id");
  return [
    fieldId ?? "",
    {
      ...(value === undefined ? {} : { value }),
      ...(signature === undefined ? {} : { signature }),
      ...(attachmentId === undefined ? {} : { attachmentId }),
    },
  ];
}

function readSignature(parent: Reader): Signature | undefined {
  const reader = parent.objectOrFirst("signature");
  if (!reader) return undefined;
  const kind = reader.oneOf("kind", KINDS) ?? "drawn";
  const base64 = reader.string("image_png_base64");
  const text = reader.string("text")?.trim().slice(0, 200);
  const image = base64 === undefined ? undefined : decodeImage(base64);
  if (base64 !== undefined && !image) {
    reader.refuse("image_png_base64", "must be a PNG or JPEG in base64");
  }
  if (base64 === undefined && (kind !== "typed" || !text)) {
    reader.refuse("image_png_base64", "is required unless a typed signature gives its text");
  }
  return { kind, ...(image ? { image } : {}), ...(text ? { text } : {}) };
}

function readPlacement(reader: Reader): Placement[] {
  const page = reader.integer("page");
  const rectangle = reader.rectangle("rectangle");
  const signature = readSignature(reader);
  if (page === undefined) reader.refuse("page", "must be the page's number, from 0");
  if (!signature) reader.refuse("signature", "is required");
  if (page === undefined || !rectangle || !signature) return [];
  return [{ page, rectangle: normaliseRectangle(rectangle), signature }];
}
