// CSV as people and spreadsheets write it.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsv } from "./csv.ts";

const cells = (text: string) => parseCsv(text).map((row) => row.cells);

test.each([
  [
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\r\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "\uFEFFa;b\r\n1;2,5\r\n",
    [
      ["a", "b"],
      ["1", "2,5"],
    ],
  ],
  [
    "a\tb\n1\t2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    'a,b\n"x, y","say ""hi"""\n',
    [
      ["a", "b"],
      ["x, y", 'say "hi"'],
    ],
  ],
  [
    'a,b\n"two\nlines",2\n\n , \n3,4\n',
    [
      ["a", "b"],
      ["two\nlines", "2"],
      ["3", "4"],
    ],
  ],
  ["", []],
])("%j", (text, expected) => {
  expect(cells(text)).toEqual(expected);
});

test("lines are counted through quoted line breaks and empty lines", () => {
  expect(parseCsv('a\n"1\n2"\n\n3\n').map((row) => row.line)).toEqual([1, 2, 5]);
});

test("a quote that is never closed names its line", () => {
  expect(() => parseCsv('a,b\n1,2\n"3,4\n')).toThrow("the quote opened on line 3 is never closed");
});

test("what is written with quotes is read back", () => {
  const value = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\r", ""));
  const row = fc.array(
    value.filter((text) => text.trim() !== ""),
    { minLength: 2, maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const head = "a,b,c,d";
      const body = rows.map((one) => one.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      expect(cells([head, ...body].join("\n")).slice(1)).toEqual(rows);
    }),
  );
});
