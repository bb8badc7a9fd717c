// A summary goes over as many pages as it needs, and keeps every line within them.
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, expect, test } from "vitest";
import { PAGE } from "./blank-pdf.ts";
import type { Line } from "./summary-lines.ts";
import { summaryPdf } from "./summary-pdf.ts";

const engine = createPdfEngine({ workers: 1 });
afterAll(() => engine.close());

const body = (text: string): Line => ({ text, font: "sans", size: 9.5, gap: 3 });

test("a long timeline goes on over pages, to its last entry", async () => {
  const lines = Array.from({ length: 150 }, (_, index) => body(`Entry ${index + 1} of many`));
  const pages = await engine.text(await summaryPdf(engine, lines));
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.at(-1)?.text).toContain("Entry 150 of many");
});

test("neither a long sentence nor a word without end leaves the page", async () => {
  const lines = [body("Mary had a little lamb. ".repeat(40)), body("W".repeat(600)), body("a\nb\u0000c")];
  const pdf = await summaryPdf(engine, lines);
  const [page] = await engine.text(pdf);
  for (const { rectangle } of page?.runs ?? []) {
    expect(rectangle[0]).toBeGreaterThanOrEqual(0);
    expect(rectangle[2]).toBeLessThanOrEqual(PAGE.width);
  }
  expect(page?.text.match(/W/g)?.length).toBe(600);
});
