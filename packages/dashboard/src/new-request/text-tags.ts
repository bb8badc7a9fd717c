// Finds DigiSigner's text tags in a document and where they stand, so that a person sees what would become a field.
import type { PDFDocumentProxy } from "../pdf/engine.ts";
import type { Rectangle } from "./fields/geometry.ts";

export interface TextTag {
  /** From 0. */
  page: number;
  type: "SIGNATURE" | "TEXT" | "DATE" | "CHECKBOX" | "INITIALS";
  role: string;
  /** As that of a field: whole points from the bottom-left corner of the unrotated crop box. */
  rectangle: Rectangle;
}

/** A run of text as the PDF engine gives it, in the PDF's own space. */
export interface TextRun {
  str: string;
  hasEOL: boolean;
  /** `[a, b, c, d, e, f]`: (a, b) along the line, (c, d) up from it, (e, f) its start on the baseline. */
  transform: readonly number[];
  width: number;
}

const TYPES = { s: "SIGNATURE", t: "TEXT", d: "DATE", c: "CHECKBOX", i: "INITIALS" } as const;

/** `[` type `:` role [`:` flag] `]`, blanks allowed anywhere inside; type and flag in lower case. */
const TAG = /\[\s*([stdci])\s*:\s*([^:[\]]+?)\s*(?::\s*[ro]\s*)?\]/g;

/** How far letters reach below and above the baseline, in parts of the font's size. */
const BELOW = 0.22;
const ABOVE = 0.82;

/** Roles are compared with their blanks collapsed: a line break inside a tag is a blank. */
export const normalRole = (role: string): string => role.replaceAll(/\s+/g, " ").trim();

/** The corners of a part of a run, from `start` to `end` in characters; all are taken to be equally wide. */
const cornersOf = ({ str, transform, width }: TextRun, start: number, end: number): [number, number][] => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  const length = Math.hypot(a, b) || 1;
  const along = (at: number): number => (width * at) / Math.max(str.length, 1) / length;
  return [start, end].flatMap((at) =>
    [-BELOW, ABOVE].map((up): [number, number] => [e + a * along(at) + c * up, f + b * along(at) + d * up]),
  );
};

/** The tags in the text of one page, whose crop box begins at `origin`. */
export const tagsIn = (
  runs: readonly TextRun[],
  page: number,
  [left, bottom]: readonly [number, number] = [0, 0],
): TextTag[] => {
  let text = "";
  const starts = runs.map((run) => {
    const start = text.length;
    text += run.str + (run.hasEOL ? "\n" : "");
    return start;
  });
  return [...text.matchAll(TAG)].flatMap((match) => {
    const [whole, letter = "", role = ""] = match;
    const from = match.index;
    const to = from + whole.length;
    const corners = runs.flatMap((run, index) => {
      const start = starts[index] ?? 0;
      const [first, last] = [Math.max(from - start, 0), Math.min(to - start, run.str.length)];
      return first < last ? cornersOf(run, first, last) : [];
    });
    if (normalRole(role) === "" || corners.length === 0) return [];
    const xs = corners.map(([x]) => x - left);
    const ys = corners.map(([, y]) => y - bottom);
    return {
      page,
      type: TYPES[letter as keyof typeof TYPES],
      role: normalRole(role),
      rectangle: [
        Math.floor(Math.min(...xs)),
        Math.floor(Math.min(...ys)),
        Math.ceil(Math.max(...xs)),
        Math.ceil(Math.max(...ys)),
      ],
    };
  });
};

/** Reads all pages; long documents are read in full, page by page, without drawing them. */
export const findTextTags = async (pdf: PDFDocumentProxy): Promise<TextTag[]> => {
  const found: TextTag[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const [left = 0, bottom = 0] = page.view;
    const runs = items.filter((item) => "str" in item);
    found.push(...tagsIn(runs, number - 1, [left, bottom]));
  }
  return found;
};
