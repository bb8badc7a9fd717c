// The list of steps in the guide: what it is, where it is, whether it is done.
import type { FieldType } from "@creditnexus/digisigner/wire";
import type { SigningSession } from "../../../signing/session.ts";
import { h, type IconName, icon } from "../dom.ts";
import type { Messages } from "../messages/en.ts";
import type { Entries } from "./entries.ts";
import { isDone, type Step } from "./steps.ts";

const SYMBOLS: Record<FieldType, IconName> = {
  SIGNATURE: "pen",
  INITIALS: "pen",
  TEXT: "text",
  DATE: "calendar",
  CHECKBOX: "box",
  RADIO: "dot",
  ATTACHMENT: "clip",
};

/** What the list works with. */
export interface StepListDeps {
  t: Messages;
  session: SigningSession;
  steps: Step[];
  entries: Entries;
  /** Called when a step is chosen. */
  open(step: Step): void;
}

/** What a step is called: its label, or the labels of its group, or its type. */
export function titleOf(t: Messages, step: Step): string {
  const labels = step.fields.flatMap(({ label }) => (label === undefined ? [] : [label]));
  return labels.length > 0 ? labels.join(" / ") : t.fieldType(step.field.type);
}

/** Builds the list; `show` marks what is done and where the signer is. */
export function createStepList({ t, session, steps, entries, open }: StepListDeps) {
  const items = steps.map((step) => ({ step, ...createItem(t, step, () => open(step)) }));
  const rows = session.documents.flatMap((document) => {
    const own = items.filter(({ step }) => step.document === document).map(({ element }) => element);
    const headed = session.documents.length > 1 && own.length > 0;
    return headed ? [h("li", { class: "guide-document" }, document.title), ...own] : own;
  });
  let shown: Step | undefined;

  return {
    element: h("ol", { class: "guide-list" }, ...rows),
    show(current: Step | undefined): void {
      for (const item of items) {
        item.setDone(isDone(item.step, entries));
        item.setCurrent(item.step === current);
      }
      // Only a move of the signer scrolls the list, never an entry.
      if (current !== shown)
        items.find(({ step }) => step === current)?.element.scrollIntoView({ block: "nearest" });
      shown = current;
    },
  };
}

function createItem(t: Messages, step: Step, click: () => void) {
  const symbol = h("span", { class: "guide-symbol" });
  const state = h("span", { class: "visually-hidden" });
  const where = [t.page(step.field.page + 1), step.required ? undefined : t.optional];
  const button = h(
    "button",
    { type: "button", class: "guide-item", on: { click } },
    symbol,
    h("span", { class: "guide-title" }, titleOf(t, step), state),
    h("span", { class: "guide-note" }, where.filter(Boolean).join(" · ")),
  );
  let known: boolean | undefined;
  return {
    element: h("li", {}, button),
    setDone(done: boolean): void {
      if (done === known) return;
      known = done;
      button.classList.toggle("is-done", done);
      symbol.replaceChildren(icon(done ? "check" : SYMBOLS[step.field.type]));
      state.textContent = done ? `, ${t.filled}` : "";
    },
    setCurrent(current: boolean): void {
      if (current) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    },
  };
}
