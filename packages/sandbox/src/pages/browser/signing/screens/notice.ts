// A screen that says one thing: not your turn, already signed, cancelled, unknown, broken, done.
import { h, type IconName, icon } from "../../dom.ts";

/** What the notice says. */
export interface Notice {
  symbol: IconName;
  tone: "good" | "calm" | "bad";
  title: string;
  text: string;
  /** Further content below the text. */
  more?: (HTMLElement | undefined)[];
}

/** Builds the notice. */
export function notice({ symbol, tone, title, text, more = [] }: Notice): HTMLElement {
  return h(
    "main",
    { class: "notice" },
    h(
      "div",
      { class: "card" },
      h("span", { class: `notice-symbol ${tone}` }, icon(symbol)),
      h("h1", { tabindex: -1 }, title),
      h("p", {}, text),
      ...more,
    ),
  );
}
