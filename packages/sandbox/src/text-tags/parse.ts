// Finds DigiSigner's text tags (`[s:Signer 1]`, `[t:Signer 2:o]`) among positioned characters.
import type { FieldType } from "@creditnexus/digisigner/wire";
import type { Rectangle } from "../signing/session.ts";
import type { Box } from "./as-read.ts";

/** A character and its box in points; order is the order of reading. */
export interface PositionedCharacter {
  char: string;
  rectangle: Box;
}

/** A tag found; its box runs from the opening to the closing bracket, blanks and line breaks included. */
export interface TextTag {
  type: FieldType;
  role: string;
  required: boolean;
  rectangle: Rectangle;
  /** From bracket to bracket, as they were given. */
  characters: readonly PositionedCharacter[];
}

const TYPES: Readonly<Record<string, FieldType>> = {
  s: "SIGNATURE",
  t: "TEXT",
  d: "DATE",
  c: "CHECKBOX",
  i: "INITIALS",
};

// Type and flag are lower case; blanks are allowed around every part.
const TAG = /^\s*([a-z])\s*:\s*([^:]*[^:\s])\s*(?::\s*([a-z])\s*)?$/;

// A bracket that never closes must not swallow a page of text.
const LONGEST_TAG = 300;

/** Everything that is not exactly a tag stays plain text. An inner opening bracket starts anew. */
export function findTextTags(characters: readonly PositionedCharacter[]): TextTag[] {
  const tags: TextTag[] = [];
  let open = -1;
  for (const [index, { char }] of characters.entries()) {
    if (char === "[") open = index;
    if (char !== "]" || open < 0) continue;
    const inside = characters.slice(open, index + 1);
    open = -1;
    const tag = inside.length <= LONGEST_TAG ? parseTag(inside) : undefined;
    if (tag) tags.push(tag);
  }
  return tags;
}

function parseTag(characters: readonly PositionedCharacter[]): TextTag | undefined {
  const inner = characters
    .slice(1, -1)
    .map((character) => character.char)
    .join("");
  const [, letter = "", role = "", flag] = TAG.exec(inner) ?? [];
  const type = TYPES[letter];
  if (!type || (flag !== undefined && flag !== "r" && flag !== "o")) return undefined;
  const boxes = characters
    .filter(({ char }) => char.trim() !== "")
    .map(({ rectangle }) => toWhole(rectangle));
  const first = boxes[0];
  const last = boxes.at(-1);
  if (!first || !last) return undefined;
  return {
    type,
    role: normaliseRole(role),
    required: flag === undefined ? type !== "CHECKBOX" : flag === "r",
    rectangle: [
      Math.min(first[0], last[0]),
      Math.min(first[1], last[1]),
      Math.max(first[2], last[2]),
      Math.max(first[3], last[3]),
    ],
    characters,
  };
}

/** Roles are compared with their blanks collapsed: a line break inside a tag is a blank. */
export function normaliseRole(role: string): string {
  return role.replace(/\s+/g, " ").trim();
}

// Outwards, so that a field is as large as its tag; the wire knows whole points only.
function toWhole([x1, y1, x2, y2]: Box): Rectangle {
  return [Math.floor(x1), Math.floor(y1), Math.ceil(x2), Math.ceil(y2)];
}
