// Proves which pieces of text are tags.
import { expect, test } from "vitest";
import { tagsIn } from "./text-tags.ts";

test.each([
  ["Sign: [s:Borrower]", "SIGNATURE", "Borrower"],
  ["[ d : Lender : o ]", "DATE", "Lender"],
  ["[t:Signer 1:r      ]", "TEXT", "Signer 1"],
  ["[C:Agent]", "CHECKBOX", "Agent"],
  ["[i:Agent\n]", "INITIALS", "Agent"],
])("%j is a tag", (text, type, role) => {
  expect(tagsIn(text, 2)).toEqual([{ page: 2, type, role }]);
});

test.each(["[]", "[Hello, world]", "[q:Borrower]", "[s:Borrower:a]", "[s: ]", "s:Borrower"])(
  "%j is plain text",
  (text) => {
    expect(tagsIn(text, 0)).toEqual([]);
  },
);
