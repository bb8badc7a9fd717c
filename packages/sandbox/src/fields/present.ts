// A field as `GET /documents/{id}/fields` shows it.
import type { DocumentField } from "@creditnexus/digisigner/wire";
import { defined } from "../db/columns.ts";
import type { Field } from "./store.ts";

export function presentField(field: Field): DocumentField {
  return defined({
    api_id: field.apiId,
    role: field.role,
    type: field.type,
    page: field.page,
    rectangle: field.rectangle,
    status: field.filled ? ("FILLED" as const) : ("EMPTY" as const),
    content: field.content,
    submitted_content: field.submittedContent,
    label: field.label,
    required: field.required,
    name: field.name,
    group_id: field.groupId,
    index: field.type === "CHECKBOX" ? field.index : undefined,
    read_only: field.readOnly,
    pdf_field: field.name !== undefined,
    font_size: field.fontSize,
    max_length: field.maxLength,
    alignment: field.alignment,
  });
}
