import { deflateSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { createPdfEngine } from "../engine/create-pdf-engine.ts";
import { buildPdf, type RawObject } from "../testing/build-pdf.ts";

// Room for a few pages' pixels, not for all.
const engine = createPdfEngine({
  workers: 1,
  limits: { memoryMb: 420, timeoutMs: 120_000, cpuSeconds: 60 },
});
afterAll(() => engine.close());
// A4 at 300 dots per inch, which takes 26 MB a page when decoded.
const [WIDTH, HEIGHT, PAGES] = [2480, 3508, 8];

function scan(level: number): RawObject {
  const stream = deflateSync(Buffer.alloc(WIDTH * HEIGHT * 3, level), { level: 1 });
  return {
    body: `<< /Type /XObject /Subtype /Image /Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length ${stream.length} >>`,
    stream,
  };
}

it("reads and compares scanned pages without keeping their pixels", async () => {
  const numbers = Array.from({ length: PAGES }, (_, index) => index);
  const scanned = buildPdf({
    pages: numbers.map((index) => ({
      content: "q 595 0 0 842 0 0 cm /Im Do Q",
      resources: `/XObject << /Im ${100 + index} 0 R >>`,
    })),
    objects: Object.fromEntries(numbers.map((index) => [100 + index, scan(index * 9)])),
  });
  expect(await engine.text(scanned)).toHaveLength(PAGES);
  const signed = await engine.stamp(scanned, [
    { kind: "text", page: 1, rectangle: [50, 50, 200, 80], text: "Jane Doe" },
  ]);
  const report = await engine.compare(scanned, signed);
  expect(report).toMatchObject({
    verdict: "same_with_additions",
    additions: [{ page: 1, text: "Jane Doe" }],
  });
});
