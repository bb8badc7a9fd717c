// What every field on a page has: its place, its name for screen readers, its state.
import type { SessionField, SessionPage } from "../../../../signing/session.ts";
import { type Attributes, type Child, h } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import type { SigningApi } from "../api.ts";
import { type Entries, isFilled } from "../entries.ts";
import { shownBox, shownSize } from "../geometry.ts";
import type { SignatureType } from "../signature/maker.ts";

/** What the fields work with. */
export interface FieldDeps {
  t: Messages;
  api: SigningApi;
  entries: Entries;
  /** True on a small screen, where text is entered in a sheet instead of on the page. */
  compact: boolean;
  /** Fills the field with the adopted signature, after asking for one if there is none yet. */
  sign(field: SessionField, type: SignatureType, again: boolean): Promise<void>;
}

/** A field on its page. */
export interface FieldView {
  field: SessionField;
  /** Positioned on the page. */
  element: HTMLElement;
  /** Gets the focus when the signer is led here. */
  control: HTMLElement;
  /** Shows what the field holds now. */
  update(): void;
}

/** Builds one type of field. */
export type NewField = (deps: FieldDeps, field: SessionField, page: SessionPage) => FieldView;

/** The box on the page; its letters grow with the page through `--points`, the size of a point there. */
export function fieldBox(
  field: SessionField,
  page: SessionPage,
  kind: string,
  ...children: Child[]
): HTMLElement {
  const element = h(
    "div",
    { class: `field field-${field.type.toLowerCase()} ${kind}`, "data-field": field.field_id },
    ...children,
  );
  if (field.label !== undefined) element.title = field.label;
  const box = shownBox(page, field.rectangle);
  element.style.left = percent(box.left);
  element.style.top = percent(box.top);
  element.style.width = percent(box.width);
  element.style.height = percent(box.height);
  const heightInPoints = box.height * shownSize(page).height;
  element.style.setProperty(
    "--font-points",
    String(field.font_size ?? Math.min(12, Math.max(6, heightInPoints * 0.62))),
  );
  if (field.alignment) element.style.setProperty("--align", field.alignment.toLowerCase());
  return element;
}

/** The field's accessible name, such as "Signature field, page 2, required". */
export function nameOf(t: Messages, field: SessionField): string {
  return t.fieldName({
    type: t.fieldType(field.type),
    label: field.label,
    page: field.page + 1,
    required: field.required,
  });
}

/** Attributes of the control. */
export function named(t: Messages, field: SessionField): Attributes {
  return { "aria-label": nameOf(t, field), "data-control": field.field_id };
}

/**
 * Marks the box as filled or not and says so in the control's name. What the control shows as text, prompt or
 * value, is part of its name, so that people who speak to their computer can say what they see.
 */
export function markFilled(
  { t, entries }: FieldDeps,
  field: SessionField,
  { element, control }: Pick<FieldView, "element" | "control">,
  { prompt, value }: { prompt?: string; value?: string } = {},
): boolean {
  const filled = isFilled(entries.of(field));
  element.classList.toggle("is-filled", filled);
  element.classList.toggle("is-required", field.required);
  const name = nameOf(t, field);
  const asking = prompt === undefined || name.includes(prompt) ? name : `${prompt}, ${name}`;
  control.setAttribute("aria-label", filled ? `${name}, ${value ?? t.filled}` : asking);
  return filled;
}

function percent(fraction: number): string {
  return `${fraction * 100}%`;
}
