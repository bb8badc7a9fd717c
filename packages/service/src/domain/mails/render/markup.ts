// HTML in template literals where whatever is put in is escaped, unless it is markup already.
import { escapeHtml } from "./safe-text.ts";

/** Text that is HTML already; only `markup` makes it. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

type Part = string | Markup | readonly Markup[];

const htmlOf = (part: Part): string => {
  if (typeof part === "string") return escapeHtml(part);
  return part instanceof Markup ? part.html : part.map(({ html }) => html).join("");
};

export const markup = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(texts.map((text, index) => text + htmlOf(parts[index] ?? "")).join(""));
