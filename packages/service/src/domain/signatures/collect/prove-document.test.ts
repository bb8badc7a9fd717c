// Holds the proof of signed documents: words that nobody was asked to write are named, and warned of where fields are known.
import { createPdfEngine, type Mark } from "@creditnexus/pdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proveDocument } from "./prove-document.ts";

const pdf = createPdfEngine({ workers: 1 });
afterAll(() => pdf.close());

const FIELD = [100, 100, 300, 150] as const;
let original: Uint8Array;
beforeAll(async () => {
  const page =
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>";
  const content = "BT /F1 12 Tf 72 720 Td (Amount: EUR 100,000) Tj ET";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    page,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return String(offset).padStart(10, "0");
  });
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${offsets.map((offset) => `${offset} 00000 n \n`).join("")}`;
  text += `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  original = Buffer.from(text, "latin1");
});

const signature: Mark = { kind: "text", page: 0, rectangle: FIELD, text: "Jane Roe" };
const clause: Mark = {
  kind: "text",
  page: 0,
  rectangle: [72, 600, 400, 620],
  text: "and owes EUR 900,000 more",
};
const note: Mark = {
  kind: "text",
  page: 0,
  rectangle: [72, 20, 400, 40],
  text: "Sandbox: not a legal signature",
};

const contentCheck = async (marks: readonly Mark[], evidence: { hasFields: boolean; isSandbox: boolean }) => {
  const checks = await proveDocument(pdf, {
    original,
    signed: await pdf.stamp(original, marks),
    expected: evidence.hasFields ? [{ page: 0, rectangle: FIELD }] : [],
    hidesTextTags: false,
    isSandbox: evidence.isSandbox,
  });
  return checks.find((check) => check.name === "content");
};

test("a signature in its field passes", async () => {
  expect(await contentCheck([signature], { hasFields: true, isSandbox: false })).toMatchObject({
    outcome: "pass",
  });
});

test("a clause in blank space is warned of with its words", async () => {
  const check = await contentCheck([signature, clause], { hasFields: true, isSandbox: false });
  expect(check).toMatchObject({ outcome: "warn", detail: expect.stringContaining("900,000") });
});

test("without fields the added words are named", async () => {
  const check = await contentCheck([signature, clause], { hasFields: false, isSandbox: false });
  expect(check).toMatchObject({ outcome: "pass", detail: expect.stringContaining("900,000") });
});

test("the sandbox's own notes are no surprise in the sandbox, and one elsewhere", async () => {
  expect(await contentCheck([signature, note], { hasFields: true, isSandbox: true })).toMatchObject({
    outcome: "pass",
  });
  expect(await contentCheck([signature, note], { hasFields: true, isSandbox: false })).toMatchObject({
    outcome: "warn",
  });
});
