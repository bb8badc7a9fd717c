// A field for a date, chosen in a sheet and written out so that day and month cannot be mistaken.
import { h, icon } from "../../dom.ts";
import { ask } from "../sheet.ts";
import { fieldBox, markFilled, type NewField, named } from "./field.ts";

/** DATE. */
export const dateField: NewField = (deps, field, page) => {
  const { t, entries } = deps;
  const control = h("button", {
    type: "button",
    class: "field-button",
    ...named(t, field),
    on: { click: () => void press() },
  });
  const element = fieldBox(field, page, "mine", control);
  // The day as the picker knows it; the entry itself holds the words that will stand in the document.
  let day = today();

  async function press(): Promise<void> {
    const input = h("input", { type: "date", class: "input", id: "sheet-date", value: day });
    const now = h(
      "button",
      { type: "button", class: "button secondary", on: { click: () => setTo(today()) } },
      t.dateToday,
    );
    function setTo(value: string): void {
      input.value = value;
      input.focus();
    }
    const title = field.label ?? t.fieldType("DATE");
    const content = h(
      "div",
      { class: "date-row" },
      h("label", { for: "sheet-date", class: "visually-hidden" }, title),
      input,
      now,
    );
    const answer = await ask(t, {
      title,
      content,
      accept: t.save,
      ...(entries.of(field) ? { alternative: t.remove } : {}),
      check: () => (input.value === "" ? t.dateChoose : undefined),
    });
    if (answer === "accepted") {
      day = input.value;
      entries.set(field.field_id, { kind: "text", text: writtenOut(day, t.locale) });
    }
    if (answer === "alternative") entries.set(field.field_id, { kind: "text", text: "" });
    control.focus({ preventScroll: true });
  }

  function update(): void {
    const entry = entries.of(field);
    const value = entry?.kind === "text" ? entry.text : "";
    const prompt = field.label ?? t.dateChoose;
    const filled = markFilled(deps, field, { element, control }, { prompt, value });
    control.replaceChildren(
      filled
        ? h("span", { class: "field-value" }, value)
        : h("span", { class: "field-prompt" }, icon("calendar"), prompt),
    );
  }
  update();
  return { field, element, control, update };
};

/** "2026-03-04" as "4 Mar 2026", "04.03.2026", "4 mars 2026" or "4 mar 2026". */
export function writtenOut(day: string, locale: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
    Date.UTC(year, month - 1, date),
  );
}

function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
