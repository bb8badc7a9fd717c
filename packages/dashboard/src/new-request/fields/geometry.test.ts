// Proves on the real PDF engine that a box on any page, rotated or cropped, is the rectangle that is sent, and back.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import {
  type Box,
  boxOf,
  insidePage,
  type Rectangle,
  rectangleOf,
  resized,
  type Viewport,
  withinPage,
} from "./geometry.ts";

const onePage = (rotation: number, crop: string): Uint8Array => {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] ${crop} /Rotate ${rotation} >>`,
  ];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 4\n0000000000 65535 f \n${rows}trailer << /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
};

const viewportOf = async (rotation: number, crop: string, scale: number): Promise<Viewport> => {
  const pdf = await getDocument({ data: onePage(rotation, crop) }).promise;
  return (await pdf.getPage(1)).getViewport({ scale });
};

const whole = "";
const cropped = "/CropBox [50 100 450 700]";

test.each([
  [0, whole],
  [90, whole],
  [180, whole],
  [270, whole],
  [0, cropped],
  [90, cropped],
  [180, cropped],
  [270, cropped],
])(
  "on a page rotated by %d with %j a rectangle survives the way to the screen and back",
  async (rotation, crop) => {
    const rectangles: Rectangle[] = [
      [0, 0, 10, 20],
      [72, 110, 232, 154],
      [339, 579, 400, 600],
    ];
    for (const scale of [0.73, 1, 1.618, 3]) {
      const viewport = await viewportOf(rotation, crop, scale);
      for (const rectangle of rectangles) {
        expect(rectangleOf(boxOf(rectangle, viewport), viewport)).toEqual(rectangle);
      }
    }
  },
);

test("an upright page: the bottom-left corner of the sheet is the origin", async () => {
  const viewport = await viewportOf(0, whole, 2);
  expect(boxOf([10, 20, 110, 60], viewport)).toEqual({ left: 20, top: 1480, width: 200, height: 80 });
});

test("a cropped page: the corner of what is seen is the origin, not that of the sheet", async () => {
  const viewport = await viewportOf(0, cropped, 1);
  expect(boxOf([0, 0, 100, 50], viewport)).toEqual({ left: 0, top: 550, width: 100, height: 50 });
});

test("a page rotated by 90 degrees: what lies bottom-left in the file is seen top-left", async () => {
  const viewport = await viewportOf(90, cropped, 1);
  expect([viewport.width, viewport.height]).toEqual([600, 400]);
  expect(boxOf([0, 0, 100, 50], viewport)).toEqual({ left: 0, top: 0, width: 50, height: 100 });
});

test("a box that leaves the page is brought back whole", async () => {
  const viewport = await viewportOf(0, cropped, 1);
  const box: Box = { left: 380, top: -30, width: 100, height: 40 };
  expect(rectangleOf(box, viewport)).toEqual([300, 560, 400, 600]);
  expect(insidePage(box, viewport)).toEqual({ left: 300, top: 0, width: 100, height: 40 });
});

test("resizing from a corner keeps the opposite corner, and stops before nothing is left", () => {
  const box: Box = { left: 100, top: 100, width: 50, height: 40 };
  expect(resized(box, "nw", -10, 5, 8)).toEqual({ left: 90, top: 105, width: 60, height: 35 });
  expect(resized(box, "e", -100, 0, 8)).toEqual({ left: 100, top: 100, width: 8, height: 40 });
  expect(resized(box, "w", 100, 0, 8)).toEqual({ left: 142, top: 100, width: 8, height: 40 });
});

test.each([
  ["x", { x: 5000, y: 10, width: 100, height: 20 }, [300, 10, 400, 30]],
  ["y", { x: 10, y: 5000, width: 100, height: 20 }, [10, 580, 110, 600]],
  ["width", { x: 50, y: 10, width: 9999, height: 20 }, [50, 10, 400, 30]],
  ["height", { x: 50, y: 10, width: 100, height: 0 }, [50, 10, 150, 11]],
  ["height", { x: 380, y: 590, width: 100, height: 20 }, [300, 590, 400, 600]],
] as const)("a number typed for %s keeps the field on its page", (typed, values, expected) => {
  expect(withinPage(values, typed, [400.4, 600.9])).toEqual(expected);
});
