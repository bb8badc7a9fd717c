// Speaks to screen readers through one polite live region per page.
import { h } from "./dom.ts";

let region: HTMLElement | undefined;

/** Has the text read out after what is being said now. */
export function announce(text: string): void {
  region ??= document.body.appendChild(h("div", { class: "visually-hidden", role: "status" }));
  region.textContent = text;
}
