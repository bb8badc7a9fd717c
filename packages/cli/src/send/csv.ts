// Reads comma-separated values as RFC 4180 and spreadsheets write them: quotes, line breaks in quotes, BOM, semicolons.

export class CsvError extends Error {
  override readonly name = "CsvError";
}

const separatorOf = (text: string): string => {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  return [",", ";", "\t"].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
};

/** Rows of cells, empty lines left out; `line` counts from 1. Throws {@link CsvError} when a quote is never closed. */
export const parseCsv = (input: string): { line: number; cells: string[] }[] => {
  const text = input.replace(/^\uFEFF/, "");
  const separator = separatorOf(text);
  const rows: { line: number; cells: string[] }[] = [];
  let line = 1;
  let start = 1;
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((value) => value.trim() !== "")) rows.push({ line: start, cells });
    cells = [];
    cell = "";
    start = line;
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === "\n") line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
      continue;
    }
    if (character === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (character === separator) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n" || (character === "\r" && text[index + 1] !== "\n")) endRow();
    else if (character !== "\r") cell += character;
  }
  if (quoted) throw new CsvError(`the quote opened on line ${start} is never closed`);
  endRow();
  return rows;
};
