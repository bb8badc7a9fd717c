// Lines up the characters of a page for the tag parser, with a blank where words or lines are apart.
import type { PageText, TextRun } from "@creditnexus/pdf";
import type { PositionedCharacter } from "./parse.ts";

/** In the order of the page's content; invisible text counts, since tags are often made invisible. */
export function pageCharacters(page: PageText): PositionedCharacter[] {
  const characters: PositionedCharacter[] = [];
  let before: TextRun | undefined;
  for (const run of page.runs) {
    const gap = before && areApart(before, run);
    if (gap) characters.push({ char: " ", rectangle: run.rectangle });
    characters.push(...run.chars);
    before = run;
  }
  return characters;
}

function areApart(before: TextRun, run: TextRun): boolean {
  const [, y1, x2, y2] = before.rectangle;
  const [nextX1, nextY1, , nextY2] = run.rectangle;
  const sameLine = nextY1 < y2 && y1 < nextY2;
  return !sameLine || Math.abs(nextX1 - x2) > run.fontSize * 0.2;
}
