// Tables stay aligned and on their lines, whatever is in the cells.
import { expect, test } from "vitest";
import { cut, table } from "./table.ts";

const plain = (text: string) => text;
const columns = [
  { title: "ID", value: (row: string[]) => row[0] ?? "" },
  { title: "TITLE", value: (row: string[]) => row[1] ?? "", flexible: true },
  { title: "N", value: (row: string[]) => row[2] ?? "", align: "right" as const },
];

test("columns are as wide as their widest cell, numbers stand to the right", () => {
  const text = table(
    [
      ["a", "Loan", "7"],
      ["bcd", "L", "12"],
    ],
    columns,
    { width: 80, heading: plain },
  );
  expect(text).toBe("ID   TITLE   N\na    Loan    7\nbcd  L      12");
});

test("only the flexible column is cut when the terminal is narrow", () => {
  const text = table([["a", "A very long title of an agreement", "7"]], columns, {
    width: 24,
    heading: plain,
  });
  expect(text.split("\n")).toEqual(["ID  TITLE              N", "a   A very long titl…  7"]);
});

test("wide characters count two columns, and are never cut in half", () => {
  expect(cut("契約書契約書", 7)).toBe("契約書…");
  expect(cut("👩‍👩‍👧 family", 5)).toBe("👩‍👩‍👧 f…");
  const text = table(
    [
      ["a", "契約", "1"],
      ["b", "abcd", "2"],
    ],
    columns,
    { width: 80, heading: plain },
  );
  expect(text).toBe("ID  TITLE  N\na   契約   1\nb   abcd   2");
});

test("colours are put around the padded cell, so that they do not move the columns", () => {
  const painted = [
    { title: "S", value: (row: string[]) => row[0] ?? "", paint: (cell: string) => `<${cell}>` },
    ...columns,
  ];
  expect(table([["x", "T", "1"]], painted, { width: 80, heading: plain }).split("\n")[1]).toBe(
    "<x>  x   T      1",
  );
});
