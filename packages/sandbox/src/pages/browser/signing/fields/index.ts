// Puts all fields of a page on it, each by its type.
import type { SessionDocument, SessionField, SessionPage } from "../../../../signing/session.ts";
import { drawnFields } from "../steps.ts";
import { attachmentField } from "./attachment.ts";
import { dateField } from "./date.ts";
import type { FieldDeps, FieldView } from "./field.ts";
import { lockedField, othersField } from "./passive.ts";
import { signatureField } from "./signature.ts";
import { textField } from "./text.ts";
import { checkboxField, radioField } from "./tick.ts";

/** Fills the layer of one page and returns the fields that the signer works with. */
export function fillPage(
  deps: FieldDeps,
  document: SessionDocument,
  number: number,
  layer: HTMLElement,
): FieldView[] {
  const page = document.pages[number];
  if (!page) return [];
  const views: FieldView[] = [];
  for (const field of drawnFields(document).filter((candidate) => candidate.page === number)) {
    if (!field.mine) layer.append(othersField(deps.t, field, page));
    else if (field.read_only) layer.append(lockedField(deps.t, field, page));
    else {
      const view = ownField(deps, field, page, document);
      layer.append(view.element);
      views.push(view);
    }
  }
  return views;
}

function ownField(
  deps: FieldDeps,
  field: SessionField,
  page: SessionPage,
  document: SessionDocument,
): FieldView {
  switch (field.type) {
    case "SIGNATURE":
    case "INITIALS":
      return signatureField(deps, field, page);
    case "TEXT":
      return textField(deps, field, page);
    case "DATE":
      return dateField(deps, field, page);
    case "CHECKBOX":
      return checkboxField(deps, field, page, groupOf(document, field));
    case "RADIO":
      return radioField(deps, field, page, groupOf(document, field));
    case "ATTACHMENT":
      return attachmentField(deps, field, page);
  }
}

function groupOf(document: SessionDocument, field: SessionField): SessionField[] {
  if (field.group_id === undefined) return [field];
  return drawnFields(document).filter(
    (other) =>
      other.mine && !other.read_only && other.type === field.type && other.group_id === field.group_id,
  );
}
