// Proves that exported agreements open in a spreadsheet as they are, and run nothing.
import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";
import { signature } from "./testing/signature.ts";

const lines = (text: string) => text.split("\r\n");

test("the first line names the columns, the last line ends the file", () => {
  const [head, ...rest] = lines(csvOf([]));
  expect(head?.startsWith("\uFEFFAgreement,Status,")).toBe(true);
  expect(rest).toEqual([""]);
});

test("commas, quotes and line breaks stay inside their cell", () => {
  const text = csvOf([signature({ title: 'Deed, "restated"\nand amended' })]);
  expect(text).toContain('"Deed, ""restated""\nand amended",pending,');
});

test.each(["=1+1", "+49", "-2", "@cmd"])("%s is text, not a formula", (title) => {
  expect(lines(csvOf([signature({ title })]))[1]?.startsWith(`'${title},`)).toBe(true);
});
