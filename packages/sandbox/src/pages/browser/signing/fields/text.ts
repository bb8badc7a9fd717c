// A field for text: an input on the page where there is room, else a button that opens a sheet.
import { h } from "../../dom.ts";
import { ask } from "../sheet.ts";
import { type FieldDeps, type FieldView, fieldBox, markFilled, type NewField, named } from "./field.ts";

/** TEXT. */
export const textField: NewField = (deps, field, page) =>
  deps.compact ? inSheet(deps, field, page) : onPage(deps, field, page);

const onPage: NewField = (deps, field, page) => {
  const { t, entries } = deps;
  const control = h("input", {
    type: "text",
    class: "field-input",
    ...named(t, field),
    placeholder: field.label ?? t.textPlaceholder,
    maxlength: field.max_length,
    "aria-required": field.required ? "true" : undefined,
    autocomplete: "off",
    on: { input: () => entries.set(field.field_id, { kind: "text", text: control.value }) },
  });
  const element = fieldBox(field, page, "mine", control);
  const counter =
    field.max_length === undefined ? undefined : h("span", { class: "field-counter", "aria-hidden": "true" });
  if (counter) element.append(counter);

  function update(): void {
    markFilled(deps, field, { element, control });
    const text = textOf(deps, { field });
    if (control.value !== text) control.value = text;
    if (counter) counter.textContent = t.characters(text.length, field.max_length ?? 0);
  }
  update();
  return { field, element, control, update };
};

const inSheet: NewField = (deps, field, page) => {
  const { t, entries } = deps;
  const control = h("button", {
    type: "button",
    class: "field-button",
    ...named(t, field),
    on: { click: () => void press() },
  });
  const element = fieldBox(field, page, "mine", control);

  async function press(): Promise<void> {
    const counter = h("span", { class: "hint" });
    const input = h("input", {
      type: "text",
      class: "input",
      id: "sheet-text",
      value: textOf(deps, { field }),
      maxlength: field.max_length,
      autocomplete: "off",
      on: { input: count },
    });
    function count(): void {
      if (field.max_length !== undefined)
        counter.textContent = t.characters(input.value.length, field.max_length);
    }
    count();
    const title = field.label ?? t.fieldType("TEXT");
    const content = h(
      "div",
      { class: "stack" },
      h("label", { for: "sheet-text", class: "visually-hidden" }, title),
      input,
      counter,
    );
    const answer = await ask(t, { title, content, accept: t.save });
    if (answer === "accepted") entries.set(field.field_id, { kind: "text", text: input.value });
    control.focus({ preventScroll: true });
  }

  function update(): void {
    const value = textOf(deps, { field });
    const prompt = field.label ?? t.textPlaceholder;
    const filled = markFilled(deps, field, { element, control }, { prompt, value });
    const shown = filled ? value : prompt;
    control.replaceChildren(h("span", { class: filled ? "field-value" : "field-prompt" }, shown));
  }
  update();
  return { field, element, control, update };
};

function textOf({ entries }: FieldDeps, { field }: Pick<FieldView, "field">): string {
  const entry = entries.of(field);
  return entry?.kind === "text" ? entry.text : "";
}
