// Check boxes and radio buttons: the browser's own controls, drawn large enough to hit.
import type { SessionField } from "../../../../signing/session.ts";
import { h } from "../../dom.ts";
import type { Entry } from "../entries.ts";
import { type FieldView, fieldBox, markFilled, type NewField, named, nameOf } from "./field.ts";

type TickParameters = [...Parameters<NewField>, group: SessionField[]];

/** CHECKBOX. Boxes of one AcroForm field exclude each other: ticking one takes the tick from the rest. */
export function checkboxField(...[deps, field, page, group]: TickParameters): FieldView {
  const control = h("input", {
    type: "checkbox",
    class: "field-tick",
    ...named(deps.t, field),
    on: { change: choose },
  });
  const element = fieldBox(field, page, "mine", control);

  function choose(): void {
    const cleared = field.pdf_field && control.checked ? group : [];
    deps.entries.setAll({ ...ticks(cleared, false), ...ticks([field], control.checked) });
  }
  function update(): void {
    control.checked = markFilled(deps, field, { element, control });
    control.setAttribute("aria-label", nameOf(deps.t, field));
  }
  update();
  return { field, element, control, update };
}

/** RADIO; `group` holds all buttons of the group, this one among them. */
export function radioField(...[deps, field, page, group]: TickParameters): FieldView {
  const { t, entries } = deps;
  const control = h("input", {
    type: "radio",
    class: "field-tick",
    name: `group ${group[0]?.field_id ?? field.field_id}`,
    ...named(t, field),
    on: { change: choose },
  });
  const element = fieldBox(field, page, "mine", control);

  function choose(): void {
    entries.setAll({ ...ticks(group, false), ...ticks([field], true) });
  }
  function update(): void {
    control.checked = markFilled(deps, field, { element, control });
    control.setAttribute("aria-label", t.optionOf(nameOf(t, field), group.indexOf(field) + 1, group.length));
  }
  update();
  return { field, element, control, update };
}

function ticks(fields: SessionField[], ticked: boolean): Record<string, Entry> {
  return Object.fromEntries(fields.map((field) => [field.field_id, { kind: "tick", ticked }]));
}
