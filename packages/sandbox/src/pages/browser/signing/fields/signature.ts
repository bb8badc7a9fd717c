// A field for a signature or initials: a button that signs, and once signed offers to change or remove.
import { announce } from "../../announce.ts";
import { h, icon } from "../../dom.ts";
import { ask } from "../sheet.ts";
import { sourceOf } from "../signature/picture.ts";
import { fieldBox, markFilled, type NewField, named } from "./field.ts";

/** SIGNATURE and INITIALS. */
export const signatureField: NewField = (deps, field, page) => {
  const { t, entries } = deps;
  const type = field.type === "INITIALS" ? "INITIALS" : "SIGNATURE";
  const control = h("button", {
    type: "button",
    class: "field-button",
    ...named(t, field),
    on: { click: () => void press() },
  });
  const element = fieldBox(field, page, "mine", control);

  async function press(): Promise<void> {
    if (!entries.of(field)) return deps.sign(field, type, false);
    const answer = await ask(t, {
      title: t.signatureOptions,
      content: h("p", {}, h("img", { class: "signature-shown", alt: "", src: shown() })),
      accept: t.change,
      alternative: t.remove,
    });
    if (answer === "accepted") await deps.sign(field, type, true);
    if (answer === "alternative") {
      entries.set(field.field_id, undefined);
      announce(t.signatureRemoved);
    }
    control.focus({ preventScroll: true });
  }

  function shown(): string {
    const entry = entries.of(field);
    return entry?.kind === "signature" ? sourceOf(entry.signature) : "";
  }

  function update(): void {
    const prompt = field.label ?? (type === "INITIALS" ? t.initialHere : t.signHere);
    const filled = markFilled(deps, field, { element, control }, { prompt });
    control.replaceChildren(
      filled
        ? h("img", { alt: "", src: shown(), draggable: "false" })
        : h("span", { class: "field-prompt" }, icon("pen"), prompt),
    );
  }
  update();
  return { field, element, control, update };
};
