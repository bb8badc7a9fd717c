// Breaks text into lines and finds the size at which they fit a rectangle.

import { type Fonts, type Piece, widthOf } from "./fonts.ts";
import type { FontName } from "./marks.ts";

export const LINE_HEIGHT = 1.2;
const SMALLEST = 4;
const STEP = 0.5;
/** How large text gets when the caller names no size; a written name fills its field as ink would. */
const LARGEST = 12;
const LARGEST_SCRIPT = 36;
const SCRIPT_PART_OF_HEIGHT = 0.65;

export interface Layout {
  readonly size: number;
  readonly lines: readonly { readonly pieces: readonly Piece[]; readonly width: number }[];
}

export interface TextBox {
  readonly text: string;
  readonly font: FontName;
  readonly fontSize: number | undefined;
  readonly width: number;
  readonly height: number;
}

/** Wraps and shrinks until the text fits; below 4 points it is left to run over the rectangle instead. */
export function layoutText(box: TextBox, fonts: Fonts, unsupported: Set<string>): Layout {
  const paragraphs = box.text.split(/\r\n|\r|\n/);
  const measure = (line: string) => fonts.pieces(line, box.font, unsupported);
  let size = box.fontSize ?? startingSize(box);
  for (;;) {
    const roomForLines = Math.max(1, Math.floor(box.height / (size * LINE_HEIGHT)));
    const lines =
      roomForLines > 1 ? paragraphs.flatMap((line) => wrap(line, size, box.width, measure)) : paragraphs;
    const layout = {
      size,
      lines: lines.map(measure).map((pieces) => ({ pieces, width: widthOf(pieces, size) })),
    };
    const fits = lines.length <= roomForLines && layout.lines.every((line) => line.width <= box.width + 0.01);
    if (fits || size <= SMALLEST) return layout;
    size = Math.max(SMALLEST, size - STEP);
  }
}

function startingSize(box: TextBox): number {
  const largest = box.font === "script" ? LARGEST_SCRIPT : LARGEST;
  const byHeight = box.height * (box.font === "script" ? SCRIPT_PART_OF_HEIGHT : 1 / LINE_HEIGHT);
  return Math.max(SMALLEST, Math.min(largest, byHeight));
}

function wrap(line: string, size: number, width: number, measure: (line: string) => Piece[]): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<=\s)/)) {
    const longer = current + word;
    if (current !== "" && widthOf(measure(longer.trimEnd()), size) > width) {
      lines.push(current.trimEnd());
      current = word;
    } else current = longer;
  }
  lines.push(current.trimEnd());
  return lines;
}
