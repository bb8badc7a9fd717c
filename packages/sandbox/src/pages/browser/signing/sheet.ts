// A small dialog around a few controls: in the middle of a desk's screen, at the bottom of a phone's.
import { h, icon } from "../dom.ts";
import type { Messages } from "../messages/en.ts";

/** What stands in the sheet. */
export interface Sheet {
  title: string;
  content: HTMLElement;
  /** Label of the button that accepts. */
  accept: string;
  /** A second way to end the sheet, such as "Remove". */
  alternative?: string;
  /** Says why the input cannot be taken yet. */
  check?(): string | undefined;
}

/** Shows the sheet and tells how it ended. */
export function ask(t: Messages, sheet: Sheet): Promise<"accepted" | "alternative" | "cancelled"> {
  const problem = h("p", { class: "field-error", role: "alert" });
  const close = (result: string) => dialog.close(result);
  const form = h(
    "form",
    { method: "dialog", class: "dialog-body" },
    sheet.content,
    problem,
    h(
      "div",
      { class: "dialog-actions" },
      sheet.alternative !== undefined &&
        h(
          "button",
          { type: "button", class: "button danger", on: { click: () => close("alternative") } },
          sheet.alternative,
        ),
      h("button", { type: "submit", class: "button primary" }, sheet.accept),
    ),
  );
  const dialog = h(
    "dialog",
    { class: "dialog sheet", "aria-labelledby": "sheet-title" },
    h(
      "header",
      { class: "dialog-head" },
      h("h2", { id: "sheet-title" }, sheet.title),
      h(
        "button",
        { class: "button icon-only", type: "button", "aria-label": t.close, on: { click: () => close("") } },
        icon("close"),
      ),
    ),
    form,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const refusal = sheet.check?.();
    if (refusal === undefined) return close("accepted");
    problem.textContent = refusal;
  });
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      const ended = dialog.returnValue;
      resolve(ended === "accepted" || ended === "alternative" ? ended : "cancelled");
    });
    document.body.append(dialog);
    dialog.showModal();
    sheet.content.querySelector<HTMLElement>("input, textarea")?.focus();
  });
}
