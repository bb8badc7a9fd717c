// Lays the summary out on pages.
import type { Mark, PdfEngine } from "@creditnexus/pdf";
import { blankPdf, PAGE } from "./blank-pdf.ts";
import type { Line } from "./summary-lines.ts";

const MARGIN = 50;
const LINE_HEIGHT = 1.25;
/** Of a character, as a part of the font's size; generous, so that a line never needs more rows than it gets. */
const WIDTHS = { sans: 0.58, "sans-bold": 0.64, serif: 0.58, mono: 0.61, script: 0.6 } as const;
/** A bundle of a very long timeline is still made; its last entries are in timeline.jsonl. */
const MOST_PAGES = 40;

/** Characters that a line may not hold become blanks; very long words are cut where the line ends. */
const rowsOf = (line: Line): string[] => {
  const width = PAGE.width - 2 * MARGIN - (line.indent ?? 0);
  const most = Math.max(10, Math.floor(width / (line.size * WIDTHS[line.font])));
  const rows: string[] = [];
  let row = "";
  for (const word of line.text.replaceAll(/\p{Cc}/gu, " ").split(/(?<= )/)) {
    for (const piece of word.match(new RegExp(`.{1,${most}}`, "gu")) ?? []) {
      if (row !== "" && (row + piece).trimEnd().length > most) {
        rows.push(row.trimEnd());
        row = "";
      }
      row += piece;
    }
  }
  return [...rows, row.trimEnd()];
};

export const summaryPdf = (pdf: PdfEngine, lines: readonly Line[]): Promise<Uint8Array> => {
  const marks: Mark[] = [];
  let page = 0;
  let top: number = PAGE.height - MARGIN;
  for (const line of lines) {
    top -= line.gap ?? 0;
    const height = line.size * LINE_HEIGHT;
    for (const text of rowsOf(line)) {
      if (top - height < MARGIN) {
        page += 1;
        top = PAGE.height - MARGIN;
      }
      if (page >= MOST_PAGES) break;
      const left = MARGIN + (line.indent ?? 0);
      if (text !== "") {
        const rectangle = [left, top - height, PAGE.width - MARGIN, top] as const;
        marks.push({ kind: "text", page, rectangle, text, font: line.font, fontSize: line.size });
      }
      top -= height;
    }
  }
  return pdf.stamp(blankPdf(Math.min(page + 1, MOST_PAGES)), marks);
};
