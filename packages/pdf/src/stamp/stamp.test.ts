import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { createPdfEngine } from "../engine/create-pdf-engine.ts";
import type { Rectangle } from "../rectangle.ts";
import { buildPdf, line } from "../testing/build-pdf.ts";
import { testEngine } from "../testing/engine.ts";
import { plainPng } from "../testing/images.ts";
import { whatPdfjsShows } from "../testing/what-pdfjs-shows.ts";
import { readDisplayList } from "../view/display-list.ts";
import { withView } from "../view/open-view.ts";
import type { ShownItem } from "../view/shown.ts";
import type { Mark, StampReport } from "./marks.ts";

const engine = testEngine();
const onePage = buildPdf({ pages: [{ content: line("Agreement", 72, 700) }] });

async function shownOn(pdf: Uint8Array, page = 0): Promise<ShownItem[]> {
  return withView(pdf, { images: true }, async (view) =>
    readDisplayList(await view.getPage(page + 1), { isVisible: () => true, annotations: true }),
  );
}

async function stampWithReport(pdf: Uint8Array, marks: readonly Mark[]) {
  const reports: StampReport[] = [];
  const bytes = await engine.stamp(pdf, marks, { onReport: (report) => reports.push(report) });
  return { bytes, report: reports[0] };
}

function isWithin(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner[0] >= outer[0] - 0.1 &&
    inner[1] >= outer[1] - 0.1 &&
    inner[2] <= outer[2] + 0.1 &&
    inner[3] <= outer[3] + 0.1
  );
}

describe("a mark stands upright for the reader, where a viewer shows its rectangle", () => {
  const rotations = [0, 90, 180, 270];
  const boxes = [
    { mediaBox: [0, 0, 595, 842], cropBox: undefined },
    { mediaBox: [-20, -30, 600, 900], cropBox: [35, 45, 500, 700] },
  ];
  const cases = rotations.flatMap((rotate) => boxes.map((box) => ({ rotate, ...box })));

  it.each(cases)("turned by $rotate with crop box $cropBox", async ({ rotate, mediaBox, cropBox }) => {
    const pdf = buildPdf({
      pages: [
        { content: "0.5 0 0 0.5 7 7 cm q", mediaBox, rotate, ...(cropBox === undefined ? {} : { cropBox }) },
      ],
    });
    const rectangle: Rectangle = [120, 80, 220, 180];
    const stamped = await engine.stamp(pdf, [
      { kind: "text", page: 0, rectangle, text: "Jane Doe", align: "left", valign: "bottom" },
    ]);
    const [originX = 0, originY = 0] = cropBox ?? mediaBox;
    const seen = await whatPdfjsShows(stamped, 0);
    const frame = seen.place([120 + originX, 80 + originY, 220 + originX, 180 + originY]);
    const text = seen.texts.find((item) => item.text === "Jane Doe");
    expect(text?.upright).toBe(true);
    expect(text?.x).toBeCloseTo(frame[0], 0);
    expect(text?.y).toBeGreaterThan(frame[3] - 6);
    expect(text?.y).toBeLessThanOrEqual(frame[3]);
    const [page] = await engine.text(stamped);
    const run = page?.runs.find((item) => item.text === "Jane Doe");
    expect(run && isWithin(run.rectangle, rectangle)).toBe(true);
  });

  it("draws an image from the reader's bottom-left corner with its proportions kept", async () => {
    const pdf = buildPdf({ pages: [{ content: "", rotate: 90 }] });
    const stamped = await engine.stamp(pdf, [
      { kind: "image", page: 0, rectangle: [100, 200, 150, 400], image: plainPng(40, 20, [0, 0, 0, 255]) },
    ]);
    const [image] = (await shownOn(stamped)).filter((item) => item.kind === "image");
    // Seen turned, the rectangle is 200 wide and 50 high: the image takes 100 of the width from the left.
    expect(image?.rectangle).toEqual([100, 200, 150, 300]);
  });
});

describe("content that leaves its graphics state in disorder", () => {
  it.each([
    ["open states", "q 3 0 0 3 50 50 cm q"],
    ["one restore too many", "Q Q 3 0 0 3 50 50 cm"],
    [
      "a q inside a string and a comment",
      "(q Q) pop % q q\n 2 0 0 2 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID q EI",
    ],
  ])("%s does not move marks", async (_, content) => {
    const stamped = await engine.stamp(buildPdf({ pages: [{ content }] }), [
      { kind: "blank", page: 0, rectangle: [10, 20, 30, 40] },
    ]);
    const paths = (await shownOn(stamped)).filter((item) => item.kind === "path");
    expect(paths.at(-1)?.rectangle).toEqual([10, 20, 30, 40]);
  });
});

describe("text", () => {
  it("is embedded for Latin, Greek and Cyrillic and can be read back", async () => {
    const text = "Grüße Łódź Ελληνικά Привет";
    const stamped = await engine.stamp(onePage, [
      { kind: "text", page: 0, rectangle: [50, 100, 500, 130], text },
    ]);
    const [page] = await engine.text(stamped);
    expect(page?.text).toContain(text);
  });

  it("shrinks and wraps until it fits its rectangle", async () => {
    const rectangle: Rectangle = [50, 100, 150, 130];
    const text = "The quick brown fox jumps over the lazy dog";
    const stamped = await engine.stamp(onePage, [{ kind: "text", page: 0, rectangle, text, fontSize: 14 }]);
    const [page] = await engine.text(stamped);
    const runs = page?.runs.filter((run) => run.rectangle[1] < 200) ?? [];
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.every((run) => isWithin(run.rectangle, [48, 98, 152, 132]))).toBe(true);
    expect(runs.map((run) => run.text).join(" ")).toBe(text);
  });

  it("of scripts that need joining or right-to-left writing is not drawn in the wrong order", async () => {
    const { report } = await stampWithReport(onePage, [
      { kind: "text", page: 0, rectangle: [50, 100, 300, 120], text: "שלום" },
    ]);
    expect(report?.unsupportedCharacters[0]?.characters).toEqual(["ש", "ל", "ו", "ם"]);
  });

  it("replaces what no font can draw by a question mark and says so", async () => {
    const { bytes, report } = await stampWithReport(onePage, [
      { kind: "text", page: 0, rectangle: [50, 100, 300, 120], text: "Jane 漢字" },
    ]);
    expect(report?.unsupportedCharacters).toEqual([{ index: 0, characters: ["漢", "字"] }]);
    expect((await engine.text(bytes))[0]?.text).toContain("Jane ??");
  });
});

describe("further font files", () => {
  const mark = { kind: "text", page: 0, rectangle: [50, 100, 300, 120], text: "ℊ ℊ" } as const;

  it("are asked for what the built-in fonts lack", async () => {
    const file = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuMathTeXGyre.ttf");
    await using wider = createPdfEngine({ workers: 1, fontFiles: [file] });
    expect((await stampWithReport(onePage, [mark])).report?.unsupportedCharacters).toHaveLength(1);
    expect((await wider.text(await wider.stamp(onePage, [mark])))[0]?.text).toContain("ℊ ℊ");
  });

  it("that do not exist are named", async () => {
    await using lost = createPdfEngine({ workers: 1, fontFiles: ["/nowhere/font.ttf"] });
    await expect(lost.stamp(onePage, [mark])).rejects.toMatchObject({
      code: "invalid_font",
      message: expect.stringContaining("/nowhere/font.ttf"),
    });
  });
});

describe("marks that cannot be drawn", () => {
  it("are reported with their reason while the others are drawn", async () => {
    const { bytes, report } = await stampWithReport(onePage, [
      { kind: "check", page: 3, rectangle: [0, 0, 9, 9] },
      { kind: "check", page: 0, rectangle: [5, 5, 5, 9] },
      { kind: "text", page: 0, rectangle: [0, 0, 9, 9], text: " " },
      { kind: "strokes", page: -1, rectangle: [0, 0, 9, 9], segments: [] },
      { kind: "check", page: 0, rectangle: [30, 30, 10, 10] },
    ]);
    expect(report?.skipped.map((entry) => entry.index)).toEqual([0, 1, 2, 3]);
    expect(report?.skipped[0]?.reason).toMatch(/Page 3 does not exist; the document has pages 0 to 0/);
    expect((await shownOn(bytes)).filter((item) => item.kind === "path")).toHaveLength(1);
  });

  it("that hold no usable image fail with a sentence", async () => {
    const mark = { kind: "image", page: 0, rectangle: [0, 0, 9, 9], image: Buffer.from("GIF89a") } as const;
    await expect(engine.stamp(onePage, [mark])).rejects.toMatchObject({ code: "unsupported_image" });
  });
});

describe("drawn signatures", () => {
  it("fill the rectangle as far as their proportions allow, right side up", async () => {
    const segments = [
      { lx: 10, ly: 10, mx: 60, my: 30 },
      { lx: 60, ly: 30, mx: 110, my: 10 },
    ];
    const stamped = await engine.stamp(onePage, [
      { kind: "strokes", page: 0, rectangle: [100, 100, 301.5, 151.5], segments, width: 1.5 },
    ]);
    const [path] = (await shownOn(stamped)).filter((item) => item.kind === "path");
    expect(path?.rectangle.map(Math.round)).toEqual([101, 101, 301, 141]);
    // The middle point lies lowest: y grows downwards where it was drawn.
    expect(path?.kind === "path" && path.outline[0]?.map(Math.round)).toEqual([101, 141, 201, 101]);
  });

  it("of a single dot are drawn as one", async () => {
    const stamped = await engine.stamp(onePage, [
      { kind: "strokes", page: 0, rectangle: [0, 0, 90, 90], segments: [{ lx: 5, ly: 5, mx: 5, my: 5 }] },
    ]);
    expect((await shownOn(stamped)).some((item) => item.kind === "path")).toBe(true);
  });
});

it("puts a watermark across every page and keeps inherited resources", async () => {
  const pdf = buildPdf({
    pages: [{ content: line("One", 72, 700) }, { content: line("Two", 72, 700), rotate: 90 }],
  });
  const stamped = await engine.stamp(pdf, [{ kind: "watermark", text: "SANDBOX" }]);
  for (const page of await engine.text(stamped)) {
    expect(page.runs.map((run) => run.text)).toContain("SANDBOX");
    expect(page.runs[0]?.text).toBe(page.page === 0 ? "One" : "Two");
  }
  expect(Buffer.compare(pdf, stamped.subarray(0, pdf.length))).toBe(0);
});
