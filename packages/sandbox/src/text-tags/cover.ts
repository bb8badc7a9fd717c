// What has to be painted over so that nothing of a tag is seen, and nothing beside it is touched.
import { asOnPaper, asRead, type Box, type Rotation } from "./as-read.ts";
import type { PositionedCharacter } from "./parse.ts";

// Letters reach beyond the width that they advance by, measured up to a twelfth of their height.
const OVERHANG = 0.15;
// Half a point above and below: the smoothing of an edge reaches one pixel at twice the usual size.
const EDGE = 0.5;

/** One box per word of the tag, grown into blanks but never over the letters of `others`. */
export function coverOf(
  tag: readonly PositionedCharacter[],
  others: readonly PositionedCharacter[],
  rotation: Rotation,
): Box[] {
  const visible = others.filter(({ char }) => char.trim() !== "");
  const beside = visible.map(({ rectangle }) => asRead(rectangle, rotation));
  return wordsOf(tag, rotation).map((word) => {
    const [x1, y1, x2, y2] = union(word);
    const overhang = (y2 - y1) * OVERHANG;
    const line = beside.filter(([, bottom, , top]) => bottom < y2 && y1 < top);
    const before = line.map((box) => box[2]).filter((right) => right < (x1 + x2) / 2);
    const after = line.map((box) => box[0]).filter((left) => left > (x1 + x2) / 2);
    const left = Math.min(x1, Math.max(x1 - overhang, ...before));
    const right = Math.max(x2, Math.min(x2 + overhang, ...after));
    return asOnPaper([left, y1 - EDGE, right, y2 + EDGE], rotation);
  });
}

/** Boxes of letters that touch, as the reader sees them. */
function wordsOf(tag: readonly PositionedCharacter[], rotation: Rotation): Box[][] {
  const words: Box[][] = [];
  let isTouching = false;
  for (const { char, rectangle } of tag) {
    const box = asRead(rectangle, rotation);
    const isBlank = char.trim() === "";
    const word = words.at(-1);
    const before = word?.at(-1);
    if (!isBlank && isTouching && word && before && continues(before, box)) word.push(box);
    else if (!isBlank) words.push([box]);
    isTouching = !isBlank;
  }
  return words;
}

function continues([, y1, x2, y2]: Box, [nextX1, nextY1, , nextY2]: Box): boolean {
  return nextY1 < y2 && y1 < nextY2 && Math.abs(nextX1 - x2) < (y2 - y1) / 2;
}

function union(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}
