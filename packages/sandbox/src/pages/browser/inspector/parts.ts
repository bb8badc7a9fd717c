// Small pieces that several panels show.
import { h } from "../dom.ts";

/** A state in a word, with a colour that only repeats it. */
export function chip(text: string, tone: "good" | "calm" | "bad" | "quiet"): HTMLElement {
  return h("span", { class: `chip ${tone}` }, text);
}

/** An id short enough to read, whole on hover and when copied. */
export function shortId(id: string): HTMLElement {
  return h("code", { class: "id", title: id }, id);
}

/** What stands where there is nothing to show. */
export function nothingYet(text: string): HTMLElement {
  return h("p", { class: "nothing-yet" }, text);
}
