// Looks into a signed PDF: its text by place, its form, its seal, and which pixels the signing changed.
import type { Page } from "playwright-core";
import { afterAll } from "vitest";
import { createPdfEngine, type PdfEngine, type Rectangle } from "../../packages/pdf/src/index.ts";

/** A rectangle of the paper, in points from the bottom-left. */
export interface Place {
  /** 0-based. */
  page: number;
  rectangle: Rectangle;
}

/** How many pixels differ in each place, and how many on the same pages outside all of them; at two pixels a point. */
export interface ChangedPixels {
  inside: number[];
  outside: number;
}

/** Registers the PDF engine of a test file, at the top level of the file. */
export function withPaperReader(): PdfEngine {
  const engine = createPdfEngine({ workers: 1 });
  afterAll(() => engine.close());
  return engine;
}

/** The letters whose middle lies in the place, in the order of the page's content, without those that nobody sees. */
export async function textAt(
  engine: PdfEngine,
  pdf: Uint8Array,
  { page, rectangle }: Place,
): Promise<string> {
  const [x1, y1, x2, y2] = rectangle;
  const runs = (await engine.text(pdf))[page]?.runs ?? [];
  return runs
    .filter((run) => !run.hidden)
    .flatMap((run) => run.chars)
    .filter(({ rectangle: [left, bottom, right, top] }) => {
      const [x, y] = [(left + right) / 2, (bottom + top) / 2];
      return x1 <= x && x <= x2 && y1 <= y && y <= y2;
    })
    .map(({ char }) => char)
    .join("")
    .trim();
}

/** Renders both PDFs with the browser's own viewer, on an open page of the sandbox, and counts pixels that differ. */
export function changedPixels(
  page: Page,
  before: Uint8Array,
  after: Uint8Array,
  places: readonly Place[],
): Promise<ChangedPixels> {
  const input = JSON.stringify({
    before: Buffer.from(before).toString("base64"),
    after: Buffer.from(after).toString("base64"),
    places,
  });
  return page.evaluate<ChangedPixels>(`(async ({ before, after, places }) => {
    const pdfjs = await import(new URL("/assets/pdfjs/build/pdf.min.mjs", location.href).href);
    pdfjs.GlobalWorkerOptions.workerSrc = new URL("/assets/pdfjs/build/pdf.worker.min.mjs", location.href).href;
    const SCALE = 2;
    const open = (text) => {
      const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      return pdfjs.getDocument({ data }).promise;
    };
    const paint = async (pdf, number) => {
      const proxy = await pdf.getPage(number + 1);
      const viewport = proxy.getViewport({ scale: SCALE });
      const canvas = document.createElement("canvas");
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      await proxy.render({ canvas, viewport }).promise;
      return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    };
    const [first, second] = [await open(before), await open(after)];
    const inside = places.map(() => 0);
    let outside = 0;
    for (const number of new Set(places.map((place) => place.page))) {
      const [one, two] = [await paint(first, number), await paint(second, number)];
      for (let at = 0; at < one.data.length; at += 4) {
        const difference = [0, 1, 2].some((channel) => Math.abs(one.data[at + channel] - two.data[at + channel]) > 48);
        if (!difference) continue;
        const x = ((at / 4) % one.width) / SCALE;
        const y = (one.height - Math.floor(at / 4 / one.width)) / SCALE;
        const index = places.findIndex(({ page, rectangle: [x1, y1, x2, y2] }) =>
          page === number && x >= x1 && x <= x2 && y >= y1 && y <= y2);
        if (index < 0) outside++;
        else inside[index]++;
      }
    }
    return { inside, outside };
  })(${input})`);
}
