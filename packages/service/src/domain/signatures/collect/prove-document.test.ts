// Holds the proof of signed documents: what is not there, not the same or not theirs is found; honest files pass.
import {
  type CertificateAuthority,
  createCertificateAuthority,
  createPdfEngine,
  issueSealCredential,
  type Mark,
  type Rectangle,
} from "@creditnexus/pdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../../../testing/agreement-pdf.ts";
import type { Place } from "./additions.ts";
import { type Evidence, proveDocument } from "./prove-document.ts";

const pdf = createPdfEngine({ workers: 1 });
let authority: CertificateAuthority;
beforeAll(async () => {
  authority = await createCertificateAuthority({ commonName: "A trust service" });
});
afterAll(() => pdf.close());

const TERMS = ["Amount: EUR 100,000", "Maturity: 1 March 2030", "Governing law: Luxembourg"];
const original = agreementPdf(TERMS);
const FIELD: Place = { page: 0, rectangle: [100, 100, 300, 150], isNeeded: true, email: "jane@b.example" };
const SECOND: Place = { page: 2, rectangle: [100, 100, 300, 150], isNeeded: true, email: "olaf@l.example" };
const WITH_FIELDS = { places: [FIELD], arePlacesKnown: true };
const ANYWHERE = { places: [], arePlacesKnown: false };

const text = (words: string, rectangle: Rectangle, page = 0): Mark => ({
  kind: "text",
  page,
  rectangle,
  text: words,
});
const signature = text("Jane Roe", [100, 100, 300, 150]);
const clause = text("and owes EUR 900,000 more", [72, 600, 400, 620]);
const watermark: Mark = { kind: "watermark", text: "DigiSigner TEST document" };

const seal = async (file: Uint8Array): Promise<Uint8Array> =>
  pdf.seal(file, {
    credential: await issueSealCredential(authority, { commonName: "DigiSigner" }),
    name: "DigiSigner",
    reason: "Completed",
  });

const prove = async (signed: Uint8Array, about: Partial<Evidence> = WITH_FIELDS) => {
  const { checks, isUnsigned } = await proveDocument(pdf, {
    original,
    signed,
    places: [],
    arePlacesKnown: false,
    mayBeSignedElsewhere: false,
    signers: ["jane@b.example", "Jane Roe"],
    usesTextTags: false,
    isSandbox: false,
    ...about,
  });
  const failed = checks.filter((check) => check.outcome === "fail");
  return {
    isVerified: failed.length === 0,
    isUnsigned,
    failed: failed.map((check) => check.name),
    said: checks.map((check) => check.detail).join("\n"),
  };
};

test("a sealed signature in its field is verified", async () => {
  const proof = await prove(await seal(await pdf.stamp(original, [signature])));
  expect(proof).toMatchObject({ isVerified: true, isUnsigned: false });
});

test("a signature anywhere is verified when the signer was given no field, and its words are named", async () => {
  const proof = await prove(await pdf.stamp(original, [clause]), ANYWHERE);
  expect(proof.isVerified).toBe(true);
  expect(proof.said).toContain("900,000");
});

test("DigiSigner's mark on what a TEST account sends is no added text", async () => {
  const marked = await pdf.stamp(original, [watermark, signature]);
  expect(await prove(marked)).toMatchObject({ isVerified: true });
});

test("a line that says who signed and when may stand beside the field", async () => {
  const line = text("Signed by Jane Roe (jane@b.example) 2026-01-15 09:30:00 UTC", [72, 20, 500, 40]);
  expect(await prove(await pdf.stamp(original, [signature, line]))).toMatchObject({ isVerified: true });
});

test("a date alone is a term like any other", async () => {
  const date = text("2031-03-01", [72, 600, 400, 620]);
  expect(await prove(await pdf.stamp(original, [signature, date]))).toMatchObject({ failed: ["content"] });
});

test("the original with a comment after its end was signed by nobody", async () => {
  const forged = Buffer.concat([original, Buffer.from("\n% not signed\n")]);
  for (const about of [WITH_FIELDS, ANYWHERE]) {
    expect(await prove(forged, about)).toMatchObject({ failed: ["content"], isUnsigned: true });
  }
});

test("the original itself, or with nothing but DigiSigner's mark, was signed by nobody", async () => {
  expect(await prove(original)).toMatchObject({ failed: ["parse"], isUnsigned: true });
  const marked = await pdf.stamp(original, [watermark]);
  for (const about of [WITH_FIELDS, ANYWHERE]) {
    expect(await prove(marked, about)).toMatchObject({ failed: ["content"], isUnsigned: true });
  }
});

test("a seal does not stand in for signatures, except on a document of a bundle that may be signed on another", async () => {
  const sealed = await seal(original);
  expect(await prove(sealed, ANYWHERE)).toMatchObject({ failed: ["content"] });
  const bundle = { ...ANYWHERE, mayBeSignedElsewhere: true };
  expect(await prove(sealed, bundle)).toMatchObject({ isVerified: true });
  expect(await prove(await pdf.stamp(original, [watermark]), bundle)).toMatchObject({ failed: ["content"] });
});

test("a signature that is missing from one field is named", async () => {
  const proof = await prove(await pdf.stamp(original, [signature]), {
    places: [FIELD, SECOND],
    arePlacesKnown: true,
  });
  expect(proof).toMatchObject({ failed: ["content"], isUnsigned: true });
  expect(proof.said).toContain("olaf@l.example on page 3");
});

test("a clause in blank space is found with its words, however it is dressed", async () => {
  for (const words of [
    "and owes EUR 900,000 more",
    "DigiSigner: owes EUR 900,000 more",
    "Jane Roe owes more",
  ]) {
    const added = text(words, [72, 600, 400, 620]);
    const proof = await prove(await seal(await pdf.stamp(original, [signature, added])));
    expect(proof).toMatchObject({ failed: ["content"], isUnsigned: false });
    expect(proof.said).toContain(words);
  }
});

test("another document, even signed, is not the one that was sent", async () => {
  const other = agreementPdf(["Amount: EUR 5", "Maturity: never", "Governing law: none"]);
  expect(await prove(await seal(await pdf.stamp(other, [signature])))).toMatchObject({ failed: ["content"] });
});

test("a page that was removed, added or swapped is found", async () => {
  const [first = "", second = "", third = ""] = TERMS;
  const stamped = async (lines: string[]) => seal(await pdf.stamp(agreementPdf(lines), [signature]));
  expect((await prove(await stamped([first, second]))).failed).toContain("pages");
  expect((await prove(await stamped([...TERMS, "Schedule: none"]))).failed).toContain("pages");
  expect((await prove(await stamped([first, third, second]))).failed).toContain("content");
});

test("a changed amount is found", async () => {
  const forged = agreementPdf(["Amount: EUR 900,000", ...TERMS.slice(1)]);
  const proof = await prove(await seal(await pdf.stamp(forged, [signature])));
  expect(proof.failed).toEqual(["content"]);
});

test("a seal that was broken after signing is found", async () => {
  const sealed = await seal(await pdf.stamp(original, [signature]));
  const broken = Buffer.from(sealed);
  const place = broken.indexOf("%PDF-1.7") + 7;
  broken[place] = "6".charCodeAt(0);
  expect((await prove(broken)).failed).toEqual(["seal"]);
});

test("the sandbox's own notes are no surprise in the sandbox, where a file without a seal is one", async () => {
  const note = text("Sandbox: not a legal signature", [72, 20, 400, 40]);
  const signed = await pdf.stamp(original, [signature, note]);
  expect(await prove(await seal(signed), { ...WITH_FIELDS, isSandbox: true })).toMatchObject({
    isVerified: true,
  });
  expect(await prove(signed, { ...WITH_FIELDS, isSandbox: true })).toMatchObject({ failed: ["seal"] });
  expect(await prove(await seal(signed))).toMatchObject({ failed: ["content"] });
});

test("text tags may be drawn over, and nothing else that was agreed", async () => {
  const tagged = agreementPdf(["Amount: EUR 100,000", "Sign here: [s:Signer 1       ]"]);
  const about = { ...ANYWHERE, original: tagged, usesTextTags: true };
  const blank = (rectangle: Rectangle, page: number): Mark => ({ kind: "blank", page, rectangle });
  const ink = text("Jane Roe", [130, 715, 260, 740], 1);
  const hidden = await pdf.stamp(tagged, [blank([126, 712, 300, 740], 1), ink]);
  expect(await prove(hidden, about)).toMatchObject({ isVerified: true });
  const amount = await pdf.stamp(tagged, [blank([120, 712, 300, 740], 0), ink]);
  expect(await prove(amount, about)).toMatchObject({ failed: ["content"] });
});
