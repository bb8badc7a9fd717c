// The head that inspector and mailbox share.
import { h, icon } from "./dom.ts";

/** Name and the two places to go; `more` stands at its right. */
export function toolHeader(here: "inspector" | "mailbox", ...more: HTMLElement[]): HTMLElement {
  const link = (name: string, href: string, current: boolean) =>
    h("a", { class: "tool-link", href, "aria-current": current ? "page" : undefined }, name);
  return h(
    "header",
    { class: "tool-head" },
    h(
      "span",
      { class: "tool-name" },
      h("span", { class: "tool-mark", "aria-hidden": "true" }, icon("pen")),
      "Sandbox",
    ),
    h(
      "nav",
      { "aria-label": "Sandbox" },
      link("Inspector", "./", here === "inspector"),
      link("Mailbox", "mailbox", here === "mailbox"),
    ),
    h("div", { class: "tool-more" }, ...more),
  );
}
