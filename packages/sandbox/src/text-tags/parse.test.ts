// The text tags of DigiSigner's documentation and test document, and what only looks like one.
import { describe, expect, test } from "vitest";
import { findTextTags, type PositionedCharacter, type TextTag } from "./parse.ts";

/** Sets text in boxes of 6 by 10 points from (100, 700); a line feed starts a new line 12 points below. */
function set(text: string, left = 100): PositionedCharacter[] {
  const characters: PositionedCharacter[] = [];
  let [x, y] = [left, 700];
  for (const char of text) {
    if (char === "\n") {
      characters.push({ char: " ", rectangle: [x, y, x, y + 10] });
      [x, y] = [left, y - 12];
      continue;
    }
    characters.push({ char, rectangle: [x, y, x + 6, y + 10] });
    x += 6;
  }
  return characters;
}

const brief = ({ type, role, required }: TextTag): string => `${type} ${role}${required ? "" : " optional"}`;
const find = (text: string): string[] => findTextTags(set(text)).map(brief);

describe("a tag is found", () => {
  test.each([
    ["a signature", "[s:Signer 1]", ["SIGNATURE Signer 1"]],
    ["a text", "[t:Signer 1]", ["TEXT Signer 1"]],
    ["a date", "[d:Signer 1]", ["DATE Signer 1"]],
    ["a check box, optional unless said otherwise", "[c:Signer 1]", ["CHECKBOX Signer 1 optional"]],
    ["initials", "[i:Signer 2]", ["INITIALS Signer 2"]],
    ["with a flag for required", "[c:Signer 1:r]", ["CHECKBOX Signer 1"]],
    ["with a flag for optional", "[t:Signer 1:o]", ["TEXT Signer 1 optional"]],
    ["with blanks around every part", "[ s : Signer 1 : o ]", ["SIGNATURE Signer 1 optional"]],
    ["padded with blanks", "[s:Buyer              ]", ["SIGNATURE Buyer"]],
    ["running over a line end", "[s:Signer\n1]", ["SIGNATURE Signer 1"]],
    ["several on a line", "[s:A] and [t:B] and [d:A]", ["SIGNATURE A", "TEXT B", "DATE A"]],
    ["inside other brackets", "[[s:Signer 1]]", ["SIGNATURE Signer 1"]],
    ["inside another that is none then", "[s:[t:Buyer]Seller]", ["TEXT Buyer"]],
    ["over three lines", "[s:The\nfirst\nsigner:o]", ["SIGNATURE The first signer optional"]],
    ["after a bracket that never closed", "see [1 and [s:Signer 1]", ["SIGNATURE Signer 1"]],
    ["with letters outside ASCII in the role", "[s:Käufer]", ["SIGNATURE Käufer"]],
  ])("%s", (_name, text, expected) => {
    expect(find(text)).toEqual(expected);
  });
});

describe("plain text stays plain text", () => {
  test.each([
    "[]",
    "[]]]]]",
    "]s:Signer 1[",
    "[Hello, world]",
    "[q:Signer 1]",
    "[S:Signer 1]",
    "[s:Signer 1:a]",
    "[s:Signer 1:R]",
    "[s:Signer 1:r:o]",
    "[s:]",
    "[s]",
    "[ss:Signer 1]",
    "[s Signer 1]",
    `[s:${"x".repeat(400)}]`,
  ])("%s", (text) => {
    expect(find(text)).toEqual([]);
  });
});

test("blanks inside the brackets widen the field, which runs from bracket to bracket", () => {
  expect(findTextTags(set("ab[s:A   ]c"))[0]?.rectangle).toEqual([112, 700, 160, 710]);
});

test("a tag over two lines covers both brackets", () => {
  expect(findTextTags(set("[s:Signer\nOne]"))[0]?.rectangle).toEqual([100, 688, 124, 710]);
});

test("the box is upright also when the opening bracket stands further right than the closing one", () => {
  const characters = [...set("some text [s:\n", 100), ...set("A]", 100).map(down)];
  expect(findTextTags(characters)[0]?.rectangle).toEqual([106, 688, 166, 710]);
});

function down({ char, rectangle: [x1, y1, x2, y2] }: PositionedCharacter): PositionedCharacter {
  return { char, rectangle: [x1, y1 - 12, x2, y2 - 12] };
}

test("its characters run from bracket to bracket", () => {
  const [tag] = findTextTags(set("a [s: A ] b"));
  expect(tag?.characters.map(({ char }) => char).join("")).toBe("[s: A ]");
});
