// Fields on documents: of templates, of requests, preset by the sender and filled by signers.
import { ALIGNMENTS, type Alignment, FIELD_TYPES, type FieldType } from "@creditnexus/digisigner/wire";
import { defined, number, optionalNumber, optionalText, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";
import type { Rectangle } from "../signing/session.ts";

export interface Field {
  fieldId: string;
  documentId: string;
  /** Absent on a template. */
  requestId?: string;
  documentPosition?: number;
  /** Absent when nobody has the field's role. */
  signerId?: string;
  apiId: string;
  role?: string;
  type: FieldType;
  page: number;
  rectangle: Rectangle;
  required: boolean;
  readOnly: boolean;
  content?: string;
  submittedContent?: string;
  label?: string;
  groupId?: string;
  /** AcroForm name. */
  name?: string;
  index?: number;
  fontSize?: number;
  maxLength?: number;
  alignment?: Alignment;
  filled: boolean;
}

function toField(row: Row): Field {
  const type = text(row, "type");
  const alignment = optionalText(row, "alignment");
  return defined({
    fieldId: text(row, "field_id"),
    documentId: text(row, "document_id"),
    requestId: optionalText(row, "request_id"),
    documentPosition: optionalNumber(row, "document_position"),
    signerId: optionalText(row, "signer_id"),
    apiId: text(row, "api_id"),
    role: optionalText(row, "role"),
    type: FIELD_TYPES.find((known) => known === type) ?? "TEXT",
    page: number(row, "page"),
    rectangle: JSON.parse(text(row, "rectangle")) as Rectangle,
    required: number(row, "required") === 1,
    readOnly: number(row, "read_only") === 1,
    content: optionalText(row, "content"),
    submittedContent: optionalText(row, "submitted_content"),
    label: optionalText(row, "label"),
    groupId: optionalText(row, "group_id"),
    name: optionalText(row, "name"),
    index: optionalNumber(row, "box_index"),
    fontSize: optionalNumber(row, "font_size"),
    maxLength: optionalNumber(row, "max_length"),
    alignment: ALIGNMENTS.find((known) => known === alignment),
    filled: number(row, "filled") === 1,
  });
}

export function insertField(db: Db, field: Field): void {
  db.run(
    `INSERT INTO fields (field_id, document_id, request_id, document_position, signer_id, api_id, role, type,
       page, rectangle, required, read_only, content, label, group_id, name, box_index, font_size, max_length,
       alignment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    field.fieldId,
    field.documentId,
    field.requestId ?? null,
    field.documentPosition ?? null,
    field.signerId ?? null,
    field.apiId,
    field.role ?? null,
    field.type,
    field.page,
    JSON.stringify(field.rectangle),
    field.required ? 1 : 0,
    field.readOnly ? 1 : 0,
    field.content ?? null,
    field.label ?? null,
    field.groupId ?? null,
    field.name ?? null,
    field.index ?? null,
    field.fontSize ?? null,
    field.maxLength ?? null,
    field.alignment ?? null,
  );
}

/** In the order they were made. */
export function fieldsOfDocument(db: Db, documentId: string): Field[] {
  return db.all("SELECT * FROM fields WHERE document_id = ? ORDER BY seq", documentId).map(toField);
}

/** The fields of one document inside one request. */
export function fieldsOfRequestDocument(db: Db, requestId: string, documentPosition: number): Field[] {
  return db
    .all(
      "SELECT * FROM fields WHERE request_id = ? AND document_position = ? ORDER BY seq",
      requestId,
      documentPosition,
    )
    .map(toField);
}

export function fillField(db: Db, fieldId: string, submittedContent: string): void {
  db.run("UPDATE fields SET filled = 1, submitted_content = ? WHERE field_id = ?", submittedContent, fieldId);
}
