// Lines up the characters of a page for the tag parser, with a blank where words or lines are apart.
import type { TextRun } from "@creditnexus/pdf";
import { asRead, type Box, type Rotation } from "./as-read.ts";
import type { PositionedCharacter } from "./parse.ts";

/** A gap wider than this part of the font size separates words. */
const WORD_GAP = 0.2;
/** Text whose middle lies within this part of the line's height belongs to the line. */
const SAME_LINE = 0.5;

/** In the given order of the runs; invisible text counts, since tags are often made invisible. */
export function lineUp(runs: readonly TextRun[], rotation: Rotation): PositionedCharacter[] {
  const characters: PositionedCharacter[] = [];
  for (const run of runs) {
    const [before, next] = [characters.at(-1), run.chars[0]];
    if (before && next && areApart(before.rectangle, next.rectangle, run.fontSize, rotation)) {
      characters.push({ char: " ", rectangle: next.rectangle });
    }
    characters.push(...run.chars);
  }
  return characters;
}

function areApart(before: Box, next: Box, fontSize: number, rotation: Rotation): boolean {
  const [, y1, x2, y2] = asRead(before, rotation);
  const [nextX1, nextY1, , nextY2] = asRead(next, rotation);
  const sameLine = nextY1 < y2 && y1 < nextY2;
  return !sameLine || Math.abs(nextX1 - x2) > fontSize * WORD_GAP;
}

/** Line by line from the top, each from its left, whatever the content draws first. */
export function inReadingOrder(runs: readonly TextRun[], rotation: Rotation): TextRun[] {
  const placed = runs.map((run) => {
    const [x1, y1, , y2] = asRead(run.rectangle, rotation);
    return { run, left: x1, middle: (y1 + y2) / 2, height: y2 - y1 };
  });
  const lines: (typeof placed)[] = [];
  for (const item of placed.toSorted((a, b) => b.middle - a.middle)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && first.middle - item.middle < first.height * SAME_LINE) line.push(item);
    else lines.push([item]);
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.left - b.left).map(({ run }) => run));
}
