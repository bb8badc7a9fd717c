// Joins runs into lines the way an eye does: by baseline and gap, in the reader's orientation.

import type { PageInfo } from "../document/page-info.ts";
import type { Rectangle } from "../rectangle.ts";
import type { TextRun } from "./page-text.ts";

/** A gap wider than this part of the font size separates words. */
const WORD_GAP = 0.2;
/** Baselines closer than this part of the font size are one line. */
const SAME_LINE = 0.5;

/** The runs' text in content order, with a line feed between lines and a blank between words. */
export function joinRuns(runs: readonly TextRun[], rotation: PageInfo["rotation"]): string {
  let text = "";
  let previous: Rectangle | undefined;
  for (const run of runs) {
    const box = upright(run.rectangle, rotation);
    if (previous !== undefined) text += separator(previous, box, run.fontSize, text, run.text);
    text += run.text;
    previous = box;
  }
  return text;
}

function separator(
  previous: Rectangle,
  next: Rectangle,
  size: number,
  before: string,
  after: string,
): string {
  if (Math.abs(previous[1] - next[1]) > size * SAME_LINE) return "\n";
  const gap = next[0] - previous[2];
  const spaced = before.endsWith(" ") || after.startsWith(" ");
  return !spaced && (gap > size * WORD_GAP || gap < -size) ? " " : "";
}

/** The rectangle on the turned page; only differences between two results mean something. */
function upright(rectangle: Rectangle, rotation: PageInfo["rotation"]): Rectangle {
  const [x1, y1, x2, y2] = rectangle;
  if (rotation === 90) return [y1, -x2, y2, -x1];
  if (rotation === 180) return [-x2, -y2, -x1, -y1];
  if (rotation === 270) return [-y2, x1, -y1, x2];
  return rectangle;
}
