// Documents between camelCase inside and snake_case on the wire.
import { compact, InputError, list, rectangle, requiredWhole } from "../parsing/input.ts";
import type { ObjectReader } from "../parsing/object-reader.ts";
import * as wire from "../wire.ts";
import type { DocumentField, SignatureContent, UploadedDocument } from "./model.ts";

export function toUploadedDocument(reader: ObjectReader): UploadedDocument {
  return { documentId: reader.requiredString("document_id") };
}

export function toDocumentFields(reader: ObjectReader): DocumentField[] {
  return reader.list("document_fields", toDocumentField);
}

function toDocumentField(reader: ObjectReader): DocumentField {
  const corners = reader.numbers("rectangle", 4);
  const [x1, y1, x2, y2] = corners ?? [];
  const known = x1 !== undefined && y1 !== undefined && x2 !== undefined && y2 !== undefined;
  return compact<DocumentField>({
    apiId: reader.requiredString("api_id"),
    type: reader.word("type", wire.FIELD_TYPES) ?? reader.requiredString("type"),
    role: reader.string("role"),
    page: reader.number("page"),
    rectangle: known ? [x1, y1, x2, y2] : undefined,
    status: reader.word("status", wire.FIELD_STATUSES) ?? "EMPTY",
    content: reader.string("content"),
    submittedContent: reader.string("submitted_content"),
    label: reader.string("label"),
    required: reader.expectedBoolean("required"),
    readOnly: reader.expectedBoolean("read_only"),
    pdfField: reader.expectedBoolean("pdf_field"),
    name: reader.string("name"),
    groupId: reader.string("group_id"),
    index: reader.number("index"),
    fontSize: reader.number("font_size"),
    maxLength: reader.number("max_length"),
    alignment: reader.word("alignment", wire.ALIGNMENTS),
  });
}

export function toWireContent(signatures: readonly SignatureContent[]): wire.AddContentRequest {
  return { signatures: list(signatures, "signatures", toWireSignature) ?? [] };
}

function toWireSignature(signature: SignatureContent, path: string): wire.Signature {
  if (signature.image === undefined && signature.drawCoordinates === undefined) {
    throw new InputError(`${path} must have an image or drawCoordinates, got neither`);
  }
  return compact<wire.Signature>({
    page: requiredWhole(signature.page, `${path}.page`),
    rectangle: rectangle(signature.rectangle, `${path}.rectangle`),
    image: signature.image === undefined ? undefined : toBase64(signature.image),
    draw_coordinates:
      signature.drawCoordinates === undefined ? undefined : drawCoordinates(signature.drawCoordinates),
  });
}

/** A JSON text inside the JSON, its keys in the order of DigiSigner's samples. */
function drawCoordinates(segments: readonly wire.DrawCoordinate[]): string {
  return JSON.stringify(segments.map(({ lx, ly, mx, my }) => ({ lx, ly, mx, my })));
}

function toBase64(image: Uint8Array | string): string {
  if (typeof image === "string") return image;
  let binary = "";
  // In pieces, since a call takes only so many arguments.
  for (let at = 0; at < image.length; at += 0x8000) {
    binary += String.fromCharCode(...image.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
