// Text tags on real PDF pages: across lines, drawn in any order, turned and cropped, hidden without a rest.
import { createPdfEngine, type PdfEngine } from "@creditnexus/pdf";
import { afterAll, describe, expect, test } from "vitest";
import { agreementPdf, type TestPage } from "../testing/agreement-pdf.ts";
import { findPageTags, type PageTag } from "./find-page-tags.ts";

const pdf: PdfEngine = createPdfEngine({ workers: 1 });
afterAll(() => pdf.close());

type Line = NonNullable<TestPage["lines"]>[number];

/** Tags of a one-page document with these lines, in the order in which its content draws them. */
async function tagsOf(lines: Line[], page: Omit<TestPage, "lines"> = {}): Promise<PageTag[]> {
  const [text] = await pdf.text(agreementPdf([{ ...page, lines }]));
  if (!text) throw new Error("the document has no page");
  return findPageTags(text, page.rotate ?? 0);
}

const brief = ({ type, role, required }: PageTag): string => `${type} ${role}${required ? "" : " optional"}`;
const line = (y: number, text: string, x = 72): Line => ({ x, y, text });

describe("the tags of a page", () => {
  test.each<[string, Line[], string[]]>([
    [
      "on one line",
      [line(700, "Signed: [s:Borrower] on [d:Borrower:o]")],
      ["SIGNATURE Borrower", "DATE Borrower optional"],
    ],
    [
      "across two lines",
      [line(700, "Signed: [s:First"), line(684, "Borrower]")],
      ["SIGNATURE First Borrower"],
    ],
    [
      "across three lines",
      [line(700, "by [t:"), line(684, "Borrower"), line(668, ":o] here")],
      ["TEXT Borrower optional"],
    ],
    [
      "the lower line drawn first",
      [line(684, "Borrower]"), line(700, "Signed: [s:First")],
      ["SIGNATURE First Borrower"],
    ],
    [
      "all lines drawn from the bottom",
      [line(668, "end"), line(684, "er] and [c:Lender]"), line(700, "Signed: [s:Borrow", 72)],
      ["CHECKBOX Lender optional", "SIGNATURE Borrow er"],
    ],
    [
      "the closing part drawn before the opening one, on one line",
      [line(700, "Borrower]", 160), line(700, "[s:", 140)],
      ["SIGNATURE Borrower"],
    ],
    [
      "columns drawn one after the other",
      [line(700, "[s:Left"), line(684, "column]"), line(700, "[t:Right", 320), line(684, "column]", 320)],
      ["SIGNATURE Left column", "TEXT Right column"],
    ],
    [
      "letters drawn one by one",
      [..."[i:Lender]"].map((text, index) => line(700, text, 72 + index * 7)),
      ["INITIALS Lender"],
    ],
    [
      "inside other brackets",
      [line(700, "[[s:Borrower]] [see [t:Lender]]")],
      ["SIGNATURE Borrower", "TEXT Lender"],
    ],
    ["what only looks like one", [line(700, "[] [q:Borrower] [Hello, Lender] [s:Borrower:a]")], []],
  ])("%s", async (_name, lines, expected) => {
    expect((await tagsOf(lines)).map(brief)).toEqual(expected);
  });

  describe.each([0, 90, 180, 270] as const)("on a page turned by %d", (rotate) => {
    /** A line as its reader sees it: points to the right of and below the middle of the page. */
    const seen = (right: number, below: number, text: string): Line => {
      const [x, y] = TURNED[rotate](right, below);
      return { x: 306 + x, y: 396 + y, text, upright: true };
    };

    test("letters drawn one by one", async () => {
      let right = 0;
      const letters = [..."[s:Bob]"].map((text) => {
        const letter = seen(right, 0, text);
        right += ADVANCE[text] ?? 0;
        return letter;
      });
      expect((await tagsOf(letters, { rotate })).map(brief)).toEqual(["SIGNATURE Bob"]);
    });

    test("the lower line drawn first", async () => {
      const tags = await tagsOf([seen(0, 16, "Borrower]"), seen(40, 0, "[s:First")], { rotate });
      expect(tags.map(brief)).toEqual(["SIGNATURE First Borrower"]);
    });
  });
});

/** Helvetica's own widths, in points at the size of these lines. */
const ADVANCE: Readonly<Record<string, number>> = {
  "[": 3.336,
  s: 6,
  ":": 3.336,
  B: 8.004,
  o: 6.672,
  b: 6.672,
  "]": 3.336,
};

/** From the reader's right and below to the paper's x and y. */
const TURNED = {
  0: (right: number, below: number): [number, number] => [right, -below],
  90: (right: number, below: number): [number, number] => [below, right],
  180: (right: number, below: number): [number, number] => [-right, below],
  270: (right: number, below: number): [number, number] => [-below, -right],
};

describe("what hides a tag", () => {
  const area = ([x1, y1, x2, y2]: readonly [number, number, number, number]): number => (x2 - x1) * (y2 - y1);

  test.each([0, 90, 180, 270] as const)(
    "covers each of its letters and touches none beside it, on a page turned by %d",
    async (rotate) => {
      const lines = [{ x: 306, y: 396, text: "x([s:Borrower      :o])y", upright: true }];
      const [text] = await pdf.text(agreementPdf([{ rotate, lines }]));
      if (!text) throw new Error("the document has no page");
      const [tag] = findPageTags(text, rotate);
      const cover = tag?.cover ?? [];
      const letters = text.runs.flatMap((run) => run.chars);
      const covered = letters.map(({ char, rectangle: [x1, y1, x2, y2] }) => {
        const [atX, atY] = [(x1 + x2) / 2, (y1 + y2) / 2];
        const isIn = cover.some(([a, b, c, d]) => a <= atX && atX <= c && b <= atY && atY <= d);
        return isIn && char !== " " ? char : "";
      });
      expect(covered.join("")).toBe("[s:Borrower:o]");
      const beside = letters.filter(({ char }) => "x()y".includes(char));
      const touched = beside.filter(({ rectangle: [x1, y1, x2, y2] }) =>
        cover.some(([a, b, c, d]) => x1 < c - 0.01 && a < x2 - 0.01 && y1 < d - 0.01 && b < y2 - 0.01),
      );
      expect(touched.map(({ char }) => char)).toEqual([]);
      // Two words; the blanks between them, where a line to sign on may be drawn, stay open.
      expect(cover).toHaveLength(2);
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = tag?.rectangle ?? [];
      const total = cover.reduce((sum, box) => sum + area(box), 0);
      expect(total).toBeLessThan(area([x1, y1, x2, y2]));
    },
  );
});
