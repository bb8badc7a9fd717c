// Proves which pieces of text are tags, and where they stand.
import { expect, test } from "vitest";
import { type TextRun, tagsIn } from "./text-tags.ts";

/** Ten points to the character, at a size of 10, from (100, 500) on. */
const run = (str: string, part: Partial<TextRun> = {}): TextRun => ({
  str,
  hasEOL: false,
  transform: [10, 0, 0, 10, 100, 500],
  width: str.length * 10,
  ...part,
});

test.each([
  ["Sign: [s:Borrower]", "SIGNATURE", "Borrower"],
  ["[ d : Lender : o ]", "DATE", "Lender"],
  ["[t:Signer 1:r      ]", "TEXT", "Signer 1"],
  ["[c:Agent]", "CHECKBOX", "Agent"],
  ["[i:Agent\n]", "INITIALS", "Agent"],
  ["[s:Facility\n Agent]", "SIGNATURE", "Facility Agent"],
])("%j is a tag", (text, type, role) => {
  expect(tagsIn([run(text)], 2)).toMatchObject([{ page: 2, type, role }]);
});

test.each([
  "[]",
  "[C:Agent]",
  "[s:Agent:R]",
  "[Hello, world]",
  "[q:Borrower]",
  "[s:Borrower:a]",
  "[s: ]",
  "s:Borrower",
])("%j is plain text", (text) => {
  expect(tagsIn([run(text)], 0)).toEqual([]);
});

test("a tag stands where its characters stand, counted from the crop box", () => {
  const [tag] = tagsIn([run("Sign [s:Bo] here")], 0, [40, 60]);
  expect(tag?.rectangle).toEqual([110, 437, 170, 449]);
});

test("a tag in several runs and lines covers them all", () => {
  const runs = [
    run("by [s:"),
    run("Facility", { hasEOL: true, transform: [10, 0, 0, 10, 160, 500] }),
    run("Agent]", { transform: [10, 0, 0, 10, 100, 480] }),
  ];
  const tags = tagsIn(runs, 0);
  expect(tags).toMatchObject([{ role: "Facility Agent", rectangle: [100, 477, 240, 509] }]);
});

test("text that runs upwards has its tags upright too", () => {
  const [tag] = tagsIn([run("[s:Bo]", { transform: [0, 10, -10, 0, 100, 500] })], 0);
  expect(tag?.rectangle).toEqual([91, 500, 103, 560]);
});
