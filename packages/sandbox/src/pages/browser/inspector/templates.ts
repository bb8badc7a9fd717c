// Templates: what there is, and a form that makes one from a PDF and a list of fields.
import type { DocumentItem } from "../../../pages-deps.ts";
import { control } from "../control.ts";
import { h } from "../dom.ts";
import { part } from "../live.ts";
import type { Act } from "./act.ts";
import { nothingYet, shortId } from "./parts.ts";

const EXAMPLE = [
  { api_id: "sign", role: "Signer 1", type: "SIGNATURE", page: 0, rectangle: [60, 100, 260, 160] },
];

/** The panel; `show` gives it the templates. */
export function templatePanel(act: Act): { element: HTMLElement; show(templates: DocumentItem[]): void } {
  const list = h("div", { class: "stack" });
  const file = h("input", {
    class: "input",
    id: "template-file",
    type: "file",
    accept: "application/pdf",
    required: true,
  });
  const fields = h("textarea", { class: "input code", id: "template-fields", rows: 5, spellcheck: "false" });
  fields.value = JSON.stringify(EXAMPLE, undefined, 1);
  const form = h(
    "form",
    { class: "settings", on: { submit: create } },
    h("label", { for: "template-file" }, "PDF of a new template"),
    file,
    h("label", { for: "template-fields" }, "Its fields, each with a role"),
    fields,
    h("button", { type: "submit", class: "button secondary" }, "Create template"),
  );

  function create(event: SubmitEvent): void {
    event.preventDefault();
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const body = new FormData();
    body.set("fields", fields.value);
    body.set("file", chosen);
    void act("Template created", async () => {
      await control("POST", "templates", body);
      file.value = "";
    });
  }

  return {
    element: h("div", { class: "stack" }, list, form),
    show: part(list, (templates) =>
      templates.length === 0 ? [nothingYet("None yet.")] : templates.map(line),
    ),
  };
}

function line(template: DocumentItem): HTMLElement {
  const pages = template.page_count === 1 ? "1 page" : `${template.page_count} pages`;
  return h(
    "div",
    { class: "fault" },
    h("strong", {}, template.title),
    h("span", { class: "hint" }, pages),
    shortId(template.document_id),
  );
}
