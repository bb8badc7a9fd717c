// Finds DigiSigner's text tags in a document, so that a person sees what would become a field.
import type { PDFDocumentProxy } from "../pdf/engine.ts";

export interface TextTag {
  /** From 0. */
  page: number;
  type: "SIGNATURE" | "TEXT" | "DATE" | "CHECKBOX" | "INITIALS";
  role: string;
}

const TYPES = { s: "SIGNATURE", t: "TEXT", d: "DATE", c: "CHECKBOX", i: "INITIALS" } as const;

/** `[` type `:` role [`:` flag] `]`, blanks allowed anywhere inside. */
const TAG = /\[\s*([stdci])\s*:\s*([^:[\]]+?)\s*(?::\s*[ro]\s*)?\]/gi;

/** The tags in the text of one page. */
export const tagsIn = (text: string, page: number): TextTag[] =>
  [...text.matchAll(TAG)].flatMap(([, letter = "", role = ""]) => {
    const type = TYPES[letter.toLowerCase() as keyof typeof TYPES];
    return role.trim() === "" ? [] : [{ page, type, role: role.trim() }];
  });

/** Reads all pages; long documents are read in full, page by page, without drawing them. */
export const findTextTags = async (pdf: PDFDocumentProxy): Promise<TextTag[]> => {
  const found: TextTag[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
    found.push(...tagsIn(text, number - 1));
  }
  return found;
};
