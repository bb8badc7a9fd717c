// Holds what a signer entered against the fields: required, read-only, types, lengths, groups. Pure.
import { IMAGE_SUBMITTED, TICKED } from "../choices.ts";
import type { ErrorDetail } from "../errors.ts";
import type { Field } from "../fields/store.ts";
import type { EnteredValue, Signature } from "./read-submission.ts";

/** A field and what it holds from now on. */
export interface FilledField {
  field: Field;
  /** As the API reports it. */
  submitted: string;
  signature?: Signature;
  attachmentId?: string;
}

/** An attachment the signer has uploaded for one of the fields. */
export interface AttachmentInfo {
  attachmentId: string;
  fieldId: string;
  filename: string;
}

const MAX_TEXT = 10_000;

/**
 * @param fields The signer's own fields on one document.
 * @param pageCount Fields on other pages are never shown, so they never block.
 */
export function checkValues(
  fields: readonly Field[],
  values: ReadonlyMap<string, EnteredValue>,
  attachments: readonly AttachmentInfo[],
  pageCount: number,
): { filled: FilledField[]; details: ErrorDetail[] } {
  const details: ErrorDetail[] = [];
  const filled: FilledField[] = [];
  for (const fieldId of values.keys()) {
    if (!fields.some((field) => field.fieldId === fieldId)) {
      details.push({ message: `There is no field "${fieldId.slice(0, 100)}" of this signer.`, fieldId });
    }
  }
  for (const field of fields) {
    const shown = field.page >= 0 && field.page < pageCount;
    const result = checkField(field, values.get(field.fieldId) ?? {}, attachments);
    if (typeof result === "string")
      details.push({ message: `${nameOf(field)} ${result}`, fieldId: field.fieldId });
    else if (result) filled.push(result);
    else if (field.required && shown && !field.readOnly && field.groupId === undefined) {
      details.push({ message: `${nameOf(field)} is required.`, fieldId: field.fieldId });
    }
  }
  return { filled, details: [...details, ...checkGroups(fields, filled, pageCount)] };
}

/** A fault as the end of a sentence, what the field holds, or nothing when it stays empty. */
function checkField(
  field: Field,
  entered: EnteredValue,
  attachments: readonly AttachmentInfo[],
): FilledField | string | undefined {
  switch (field.type) {
    case "SIGNATURE":
    case "INITIALS":
      if (!entered.signature) return undefined;
      if (field.readOnly) return "is read-only.";
      return { field, submitted: IMAGE_SUBMITTED, signature: entered.signature };
    case "CHECKBOX":
    case "RADIO":
      return checkBox(field, entered);
    case "ATTACHMENT":
      return checkAttachment(field, entered, attachments);
    case "TEXT":
    case "DATE":
      return checkText(field, entered);
  }
}

function checkText(field: Field, entered: EnteredValue): FilledField | string | undefined {
  const value = entered.value ?? field.content ?? "";
  if (field.readOnly && value !== (field.content ?? "")) return "is read-only.";
  if (value.trim() === "") return undefined;
  if (value.length > (field.maxLength ?? MAX_TEXT)) {
    return `holds ${value.length} characters; at most ${field.maxLength ?? MAX_TEXT} are allowed.`;
  }
  if (field.type === "DATE" && !/\d/.test(value)) return `holds "${value.slice(0, 50)}", which is no date.`;
  return { field, submitted: value };
}

function checkBox(field: Field, entered: EnteredValue): FilledField | string | undefined {
  const preset = isTicked(field.content);
  const ticked = entered.value === undefined ? preset : isTicked(entered.value);
  if (ticked === undefined) return `holds "${(entered.value ?? "").slice(0, 50)}"; send true or false.`;
  if (field.readOnly && ticked !== (preset ?? false)) return "is read-only.";
  return ticked ? { field, submitted: TICKED } : undefined;
}

function isTicked(value: string | undefined): boolean | undefined {
  if (value === undefined || /^(|n|no|false|off|0)$/i.test(value)) return false;
  return /^(y|yes|true|on|x|1)$/i.test(value) ? true : undefined;
}

function checkAttachment(
  field: Field,
  { attachmentId }: EnteredValue,
  attachments: readonly AttachmentInfo[],
): FilledField | string | undefined {
  const own = attachments.filter((attachment) => attachment.fieldId === field.fieldId);
  if (attachmentId === undefined) return undefined;
  if (field.readOnly) return "is read-only.";
  const found = own.find((attachment) => attachment.attachmentId === attachmentId);
  if (!found) return "names an attachment that was not uploaded for it.";
  return { field, submitted: found.filename, attachmentId };
}

// A group counts as a whole: one radio button at most, and one box at least when any of them is required.
function checkGroups(
  fields: readonly Field[],
  filled: readonly FilledField[],
  pageCount: number,
): ErrorDetail[] {
  const grouped = fields.filter((field) => field.groupId !== undefined);
  const details: ErrorDetail[] = [];
  for (const [key, members] of Map.groupBy(grouped, ({ type, groupId }) => `${type} ${groupId}`)) {
    const [first] = members;
    if (!first) continue;
    const ticked = filled.filter(({ field }) => members.includes(field));
    const isBox = first.type === "RADIO" || first.type === "CHECKBOX";
    const exclusive = first.type === "RADIO" || (first.type === "CHECKBOX" && first.name !== undefined);
    const { fieldId } = first;
    if (exclusive && ticked.length > 1) {
      details.push({ message: `Only one of the group "${first.groupId}" may be ticked.`, fieldId });
    }
    const open = members.filter(
      ({ page, required, readOnly }) => required && !readOnly && page >= 0 && page < pageCount,
    );
    const missing = isBox
      ? ticked.length === 0 && open.length > 0 && [first]
      : open.filter((field) => !ticked.some((item) => item.field === field));
    for (const field of missing || []) {
      const message = isBox
        ? `One of the group "${key.slice(first.type.length + 1)}" must be ticked.`
        : `${nameOf(field)} is required.`;
      details.push({ message, fieldId: field.fieldId });
    }
  }
  return details;
}

function nameOf(field: Field): string {
  return field.label ?? `The ${field.type.toLowerCase()} field "${field.apiId}"`;
}
