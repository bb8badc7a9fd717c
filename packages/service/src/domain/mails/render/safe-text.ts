// Makes what other people typed harmless: in a header, in a line of text, in HTML, in a link.

/** Control characters, line separators, and marks that turn the direction of writing around. */
const HARMFUL = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** One line, as a subject or a name has to be: nothing in it can begin a header or another line. */
export const oneLine = (text: string): string =>
  text.replaceAll(HARMFUL, " ").replaceAll(/\s+/gu, " ").trim();

/** The lines of a text that may have several. */
export const lines = (text: string): string[] => text.split(/\r\n?|[\n\u2028\u2029]/u).map(oneLine);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For element content and for attributes in quotes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Undefined for what is no http address: it is then shown and cannot be clicked. */
export const webAddress = (url: string): string | undefined => {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
};
