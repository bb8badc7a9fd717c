// Captions measured as they are printed: none reaches beyond its field, and each says that it is a sandbox's.
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, expect, test } from "vitest";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { CAPTION_SIZE, captionFor } from "./caption.ts";

const pdf = createPdfEngine({ workers: 1 });
afterAll(() => pdf.close());

const AT = "2026-03-04T10:11:12.345Z";

test.each([
  "ada@meridian.example",
  "WWW.MMM@MAMMOTH-WORKS.EXAMPLE",
  "zoë.ćiąg_01+tag@käufer.example",
  "o@o.oo",
])("a caption for %s stays within every field that has room for it", async (email) => {
  const widths = [60, 80, 100, 140, 180, 200, 300];
  const captions = widths.map((width) => captionFor({ email, at: AT }, width));
  const marks = captions.map((text, index) => ({
    kind: "text" as const,
    page: 0,
    rectangle: [50, 100 + 20 * index, 50 + (widths[index] ?? 0), 106 + 20 * index] as const,
    text,
    fontSize: CAPTION_SIZE,
  }));
  const [page] = await pdf.text(await pdf.stamp(agreementPdf(), marks));
  for (const [index, text] of captions.entries()) {
    const shown = page?.runs.filter(({ rectangle }) => Math.abs(rectangle[1] - (101 + 20 * index)) < 4) ?? [];
    expect(shown.map((run) => run.text).join("")).toBe(text);
    const right = Math.max(...shown.map((run) => run.rectangle[2]));
    expect(right, text).toBeLessThanOrEqual(50 + (widths[index] ?? 0));
    expect(text).toMatch(/^SANDBOX\b.*\bnot binding\b/);
  }
  expect(captions.at(-1)).toContain(`${email} · ${AT}`);
});

test("a wide field says who signed and when, a narrow one at least that it binds nobody", () => {
  const stamp = { email: "ada@meridian.example", at: AT };
  expect(captionFor(stamp, 200)).toBe(`SANDBOX signature, not binding · ada@meridian.example · ${AT}`);
  expect(captionFor(stamp, 130)).toBe("SANDBOX signature, not binding · ada@meridian.example");
  expect(captionFor(stamp, 80)).toBe("SANDBOX signature, not binding");
  expect(captionFor(stamp, 10)).toBe("SANDBOX, not binding");
});
