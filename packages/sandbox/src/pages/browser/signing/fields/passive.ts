// Fields that are only shown: those of other signers, and those the sender locked.
import type { SessionField, SessionPage } from "../../../../signing/session.ts";
import { h } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import { isTick } from "../entries.ts";
import { fieldBox, nameOf } from "./field.ts";

/** Another signer's field. What they filled in is part of the PDF already, so only the place is marked. */
export function othersField(t: Messages, field: SessionField, page: SessionPage): HTMLElement {
  const filled = field.status === "FILLED";
  const name = t.othersField(t.fieldType(field.type), field.page + 1);
  const element = fieldBox(
    field,
    page,
    filled ? "others is-filled" : "others",
    !filled && h("span", { class: "others-label", "aria-hidden": "true" }, t.otherSigner),
    h("span", { class: "visually-hidden" }, name),
  );
  element.title = name;
  return element;
}

/** A field of this signer with a value that cannot be changed. */
export function lockedField(t: Messages, field: SessionField, page: SessionPage): HTMLElement {
  const content = field.content ?? "";
  const tick = field.type === "CHECKBOX" || field.type === "RADIO";
  const shown = tick ? (isTick(content) ? "✕" : "") : content;
  return fieldBox(
    field,
    page,
    "locked",
    h("span", { class: "field-value", "aria-hidden": "true" }, shown),
    h("span", { class: "visually-hidden" }, t.readOnlyField(nameOf(t, field), content)),
  );
}
