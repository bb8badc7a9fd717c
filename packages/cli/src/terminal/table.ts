// Aligned columns for a terminal, the widest cut so that a row stays on one line.
import stringWidth from "fast-string-width";

export interface Column<T> {
  title: string;
  value: (row: T) => string;
  /** Colours the padded cell; given the row, so that the colour can depend on it. */
  paint?: (cell: string, row: T) => string;
  align?: "right";
  /** May be cut when the table is wider than the terminal. */
  flexible?: boolean;
}

const segmenter = new Intl.Segmenter();
const GAP = "  ";
const NARROWEST = 8;

/** Cut to `width` columns of the terminal, with an ellipsis when something is missing. */
export const cut = (text: string, width: number): string => {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  for (const { segment } of segmenter.segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
};

const pad = (text: string, width: number, align: "right" | undefined): string => {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? blanks + text : text + blanks;
};

const fit = (widths: number[], flexible: boolean[], available: number): number[] => {
  const fitted = [...widths];
  let excess = fitted.reduce((sum, width) => sum + width, 0) + GAP.length * (fitted.length - 1) - available;
  while (excess > 0) {
    let widest = -1;
    for (const [index, width] of fitted.entries()) {
      if (flexible[index] && width > NARROWEST && width > (fitted[widest] ?? 0)) widest = index;
    }
    const width = fitted[widest];
    if (width === undefined) break;
    fitted[widest] = width - 1;
    excess -= 1;
  }
  return fitted;
};

/** The rows under their titles; no trailing blanks, no line break at the end. */
export const table = <T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  options: { width: number; heading: (text: string) => string },
): string => {
  const cells = rows.map((row) => columns.map((column) => column.value(row)));
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.title), ...cells.map((line) => stringWidth(line[index] ?? ""))),
  );
  const fitted = fit(
    widths,
    columns.map((column) => column.flexible === true),
    options.width,
  );
  const cell = (text: string, index: number) =>
    pad(cut(text, fitted[index] ?? 0), fitted[index] ?? 0, columns[index]?.align);
  const heading = columns.map((column, index) => cell(column.title, index)).join(GAP);
  const lines = rows.map((row, line) =>
    columns
      .map((column, index) => {
        const padded = cell(cells[line]?.[index] ?? "", index);
        return column.paint === undefined ? padded : column.paint(padded, row);
      })
      .join(GAP)
      .trimEnd(),
  );
  return [options.heading(heading.trimEnd()), ...lines].join("\n");
};
