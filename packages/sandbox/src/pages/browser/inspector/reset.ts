// The button that empties the sandbox, after asking.
import { control } from "../control.ts";
import { h, icon } from "../dom.ts";
import type { Act } from "./act.ts";

/** Asks, then resets. */
export function resetButton(act: Act): HTMLElement {
  const yes = h(
    "button",
    { type: "button", class: "button danger", on: { click: () => void reset() } },
    "Delete everything",
  );
  const no = h(
    "button",
    { type: "button", class: "button secondary", on: { click: () => dialog.close() } },
    "Keep it",
  );
  const dialog = h(
    "dialog",
    { class: "dialog sheet", "aria-labelledby": "reset-title" },
    h("header", { class: "dialog-head" }, h("h2", { id: "reset-title" }, "Reset the sandbox?")),
    h(
      "div",
      { class: "dialog-body" },
      h(
        "p",
        {},
        "All documents, requests, mails and callbacks are deleted. Settings and the certificate stay.",
      ),
      h("div", { class: "dialog-actions" }, no, yes),
    ),
  );
  async function reset(): Promise<void> {
    dialog.close();
    await act("The sandbox is empty again", () => control("POST", "reset"));
  }
  document.body.append(dialog);
  return h(
    "button",
    { type: "button", class: "button secondary small", on: { click: () => dialog.showModal() } },
    icon("trash"),
    "Reset…",
  );
}
