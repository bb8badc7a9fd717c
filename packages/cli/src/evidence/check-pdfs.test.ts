// Signed PDFs are judged by their own seal and content, whatever the rest of a bundle says.
import { createCertificateAuthority, createPdfEngine, issueSealCredential } from "@creditnexus/pdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samplePdf } from "../sample-pdf.ts";
import { checkPdfs } from "./check-pdfs.ts";

const engine = createPdfEngine({ workers: 1 });
afterAll(() => engine.close());

const original = samplePdf("Facility Agreement");
let signed: Uint8Array;
beforeAll(async () => {
  const authority = await createCertificateAuthority({ commonName: "An authority" });
  const credential = await issueSealCredential(authority, { commonName: "A seal" });
  const stamped = await engine.stamp(original, [
    { kind: "text", page: 0, rectangle: [72, 100, 272, 140], text: "Jane Doe", font: "script" },
  ]);
  signed = await engine.seal(stamped, { credential });
});

const judge = async (before: Uint8Array, after: Uint8Array): Promise<string[]> => {
  const files = new Map([
    ["documents/1-original.pdf", before],
    ["documents/1-signed.pdf", after],
  ]);
  const documents = [
    {
      document_id: "doc_1",
      original: "documents/1-original.pdf",
      signed: "documents/1-signed.pdf",
      certificates: [],
      places: [],
    },
  ];
  const findings = await checkPdfs(engine, files, { documents, hides_text_tags: false });
  return findings.map(({ check, outcome }) => `${check} ${outcome}`);
};

test("a sealed PDF that shows the original and a signature passes", async () => {
  expect(await judge(original, signed)).toEqual(["seal pass", "content pass"]);
});

test("a changed byte breaks the seal", async () => {
  const changed = Uint8Array.from(signed);
  // The minor version in the header: the file stays readable.
  changed[7] = changed[7] === 0x37 ? 0x36 : 0x37;
  expect((await judge(original, changed))[0]).toBe("seal fail");
});

test("a sealed PDF of another agreement does not show the original", async () => {
  expect(await judge(samplePdf("Another Agreement"), signed)).toEqual(["seal pass", "content fail"]);
});

test("an unsealed PDF is something to look at", async () => {
  const stamped = await engine.stamp(original, [
    { kind: "text", page: 0, rectangle: [72, 100, 272, 140], text: "Jane Doe" },
  ]);
  expect(await judge(original, stamped)).toEqual(["seal warn", "content pass"]);
});

test("what is no PDF fails instead of ending the verification", async () => {
  expect(await judge(original, new TextEncoder().encode("no PDF"))).toEqual(["seal fail", "content fail"]);
});
