// Decides which fields a document gets in a request, and whose they are. Pure, so that every rule has a test.
import type { AcroField } from "@creditnexus/pdf";
import type { ErrorDetail } from "../errors.ts";
import { planPdfFields } from "../fields/plan-pdf-fields.ts";
import type { Field } from "../fields/store.ts";
import type { PageTag } from "../text-tags/find-page-tags.ts";
import { normaliseRole } from "../text-tags/parse.ts";
import type { FieldOverride, NewField, SendSigner } from "./send-input.ts";

/** A field to be made; `signer` is the index of its signer, absent when nobody has its role. */
export type PlannedField = Omit<
  Field,
  "fieldId" | "documentId" | "requestId" | "documentPosition" | "signerId" | "apiId" | "filled"
> & { apiId?: string; signer?: number };

/** What a document brings along before the send adds its own. */
export interface FieldSources {
  /** Of a template: all of them are copied. */
  template: readonly Field[];
  /** Of an earlier request on the same document: only those that are named are taken. */
  earlier: readonly Field[];
  tags: readonly PageTag[];
  acroForm: readonly AcroField[];
  /** What a date tag is prefilled with. */
  today: string;
}

/** @param path Where the document stands in the body, for the details. */
export function planFields(
  signers: readonly SendSigner[],
  sources: FieldSources,
  path: string,
): { fields: PlannedField[]; details: ErrorDetail[] } {
  const details: ErrorDetail[] = [];
  const roles = [
    ...sources.template.flatMap((field) => field.role ?? []),
    ...sources.tags.map((tag) => tag.role),
  ];
  const owner = ownersOf(signers, roles);
  const fields: PlannedField[] = [
    ...sources.template.map((field) => copyOf(field, owner(field.role))),
    ...sources.tags.map((tag) => fromTag(tag, owner(tag.role), sources.today)),
  ];
  for (const [index, signer] of signers.entries()) {
    for (const override of signer.existingFields) {
      const found = takeExisting(fields, sources, override.key);
      if (found.length === 0) {
        details.push({
          message: `${path}.signers[${index}]: there is no field "${override.key}" on this document.`,
        });
      }
      for (const field of found) applyOverride(field, override, index);
    }
    fields.push(...signer.fields.map((field) => fromNew(field, signer.role, index)));
  }
  const pdf = planPdfFields(signers, sources.acroForm, path);
  return { fields: [...fields, ...pdf.fields], details: [...details, ...pdf.details] };
}

// Named roles first; signers without a role then take the remaining roles by their position.
function ownersOf(
  signers: readonly SendSigner[],
  roles: readonly string[],
): (role?: string) => number | undefined {
  const owners = new Map<string, number>();
  for (const [index, signer] of signers.entries()) {
    const key = signer.role === undefined ? undefined : roleKey(signer.role);
    if (key !== undefined && !owners.has(key)) owners.set(key, index);
  }
  for (const [position, key] of [...new Set(roles.map(roleKey))].entries()) {
    const signer = signers[position];
    if (!owners.has(key) && signer && signer.role === undefined) owners.set(key, position);
  }
  return (role) => {
    if (role !== undefined) return owners.get(roleKey(role));
    return signers.length === 1 ? 0 : undefined;
  };
}

function roleKey(role: string): string {
  return normaliseRole(role).toLowerCase();
}

function copyOf(field: Field, signer: number | undefined): PlannedField {
  const { fieldId, documentId, requestId, documentPosition, signerId, submittedContent, filled, ...rest } =
    field;
  return signer === undefined ? rest : { ...rest, signer };
}

function fromTag(tag: PageTag, signer: number | undefined, today: string): PlannedField {
  return {
    role: tag.role,
    type: tag.type,
    page: tag.page,
    rectangle: tag.rectangle,
    required: tag.required,
    readOnly: false,
    ...(tag.type === "DATE" ? { content: today } : {}),
    ...(signer === undefined ? {} : { signer }),
  };
}

function fromNew(field: NewField, role: string | undefined, signer: number): PlannedField {
  return { ...field, ...(role === undefined ? {} : { role }), signer };
}

// A template's fields are planned already; one of an earlier request joins when it is named.
function takeExisting(fields: PlannedField[], sources: FieldSources, apiId: string): PlannedField[] {
  const planned = fields.filter((field) => field.apiId === apiId);
  if (planned.length > 0) return planned;
  const earlier = sources.earlier
    .filter((field) => field.apiId === apiId)
    .map((field) => copyOf(field, undefined));
  fields.push(...earlier);
  return earlier;
}

function applyOverride(field: PlannedField, override: FieldOverride, signer: number): void {
  field.signer = signer;
  if (override.content !== undefined) field.content = override.content;
  if (override.label !== undefined) field.label = override.label;
  if (override.groupId !== undefined) field.groupId = override.groupId;
  if (override.required !== undefined) field.required = override.required;
  if (override.readOnly !== undefined) field.readOnly = override.readOnly;
}
