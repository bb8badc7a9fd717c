// Changes to the fields of a draft, as functions from fields to fields.
import { type DraftField, type DraftSigner, newKey } from "../draft.ts";
import { ownerOf } from "../tag-owners.ts";
import type { TextTag } from "../text-tags.ts";
import type { FieldType } from "./field-types.ts";
import type { Rectangle } from "./geometry.ts";

export interface NewField {
  type: FieldType;
  documentId: string;
  signerKey: string;
  page: number;
  rectangle: Rectangle;
}

type Owned = Pick<DraftField, "type" | "documentId" | "signerKey">;

/** A radio button joins the signer's last group in its document, since one alone is no choice; nobody else's group. */
const groupFor = (fields: readonly DraftField[], wish: Owned): { group_id?: string } => {
  if (wish.type !== "RADIO") return {};
  const last = fields.findLast(
    (field) =>
      field.type === "RADIO" && field.signerKey === wish.signerKey && field.documentId === wish.documentId,
  );
  if (last?.group_id !== undefined) return { group_id: last.group_id };
  const taken = new Set(fields.map((field) => field.group_id));
  let number = 1;
  while (taken.has(`choice-${number}`)) number += 1;
  return { group_id: `choice-${number}` };
};

/** A field as it is first placed, to be added to those that are there. */
export const newField = (
  fields: readonly DraftField[],
  wish: NewField,
): { field: DraftField; key: string } => {
  const key = newKey();
  return { field: { ...wish, key, ...groupFor(fields, wish) }, key };
};

const overlap = ([a1, b1, a2, b2]: Rectangle, [c1, d1, c2, d2]: Rectangle): boolean =>
  a1 < c2 && c1 < a2 && b1 < d2 && d1 < b2;

/** The rectangle, or the next one below it that lies on no other field of the page; the same one when there is no room. */
export const freeSpot = (rectangle: Rectangle, taken: readonly Rectangle[]): Rectangle => {
  const step = rectangle[3] - rectangle[1] + 8;
  for (let [x1, y1, x2, y2] = rectangle; y1 >= 0; y1 -= step, y2 -= step) {
    const spot: Rectangle = [x1, y1, x2, y2];
    if (taken.every((other) => !overlap(spot, other))) return spot;
  }
  return rectangle;
};

export const changeField = (
  fields: readonly DraftField[],
  key: string,
  part: Partial<DraftField>,
): DraftField[] =>
  fields.map((field) => {
    if (field.key !== key) return field;
    const next = { ...field, ...part };
    // A choice is one signer's: the button leaves its group with its signer.
    return next.signerKey === field.signerKey ? next : { ...next, ...groupFor(fields, next) };
  });

/** Takes one optional property away, as the wire knows no empty ones. */
export const clearProperty = (
  fields: readonly DraftField[],
  key: string,
  name: "label" | "content" | "api_id" | "group_id",
): DraftField[] =>
  fields.map((field) => {
    if (field.key !== key) return field;
    const { [name]: _gone, ...rest } = field;
    return rest;
  });

export const removeField = (fields: readonly DraftField[], key: string): DraftField[] =>
  fields.filter((field) => field.key !== key);

/** A copy beside the original: below it, or above where there is no room. */
export const duplicateField = (
  fields: readonly DraftField[],
  key: string,
): { fields: DraftField[]; key: string } | undefined => {
  const original = fields.find((field) => field.key === key);
  if (original === undefined) return undefined;
  const [x1, y1, x2, y2] = original.rectangle;
  const height = y2 - y1 + 8;
  const shift = y1 - height >= 0 ? -height : height;
  const { api_id: _own, ...rest } = original;
  const copy: DraftField = { ...rest, key: newKey(), rectangle: [x1, y1 + shift, x2, y2 + shift] };
  return { fields: [...fields, copy], key: copy.key };
};

/** What a person should know before these fields go out, in sentences. */
export const fieldWarnings = (
  fields: readonly DraftField[],
  signers: readonly Pick<DraftSigner, "key" | "name" | "email" | "role">[],
  tags: readonly TextTag[] = [],
): string[] => {
  if (fields.length === 0) return [];
  const warnings: string[] = [];
  for (const [index, { key, name, email }] of signers.entries()) {
    const own = fields.filter((field) => field.signerKey === key);
    const types = [
      ...own.map(({ type }) => type),
      ...tags.filter(({ role }) => ownerOf(role, signers) === index).map(({ type }) => type),
    ];
    const who = name.trim() || email.trim() || "A signer";
    if (types.length === 0) warnings.push(`${who} has no field and may sign anywhere.`);
    else if (!types.includes("SIGNATURE")) warnings.push(`${who} has fields but none for the signature.`);
    const groups = Map.groupBy(
      own.filter((field) => field.type === "RADIO"),
      (field) => field.group_id ?? "",
    );
    for (const [group, members] of groups) {
      if (members.length === 1)
        warnings.push(`The radio button of ${who} in “${group}” has no second one to choose from.`);
    }
  }
  for (const field of fields) {
    if (field.read_only === true && (field.content ?? "") === "") {
      warnings.push("A read-only field has no content, so nobody can ever fill it in.");
    }
  }
  return [...new Set(warnings)];
};
