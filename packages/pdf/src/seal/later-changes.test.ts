// What may not be slipped in after a seal under the name of another signature.
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from "@libpdf/core";
import { expect, it } from "vitest";
import { resolverOf } from "../document/pages.ts";
import { buildPdf, line } from "../testing/build-pdf.ts";
import { testEngine } from "../testing/engine.ts";
import { createCertificateAuthority, issueSealCredential } from "./certificate-authority.ts";

const engine = testEngine();
const now = new Date("2026-03-01T12:00:00Z");

const numbers = (...values: number[]) => new PdfArray(values.map((value) => PdfNumber.of(value)));

/** A signature field that nobody signed, with a drawing of its own. */
async function withEmptySignatureField(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes);
  const [page] = pdf.getPages();
  const drawing = new PdfStream(
    [
      ["Type", PdfName.of("XObject")],
      ["Subtype", PdfName.of("Form")],
      ["BBox", numbers(0, 0, 300, 20)],
    ],
    new TextEncoder().encode("1 0 0 rg 0 0 300 20 re f"),
  );
  const field = PdfDict.of({
    Type: PdfName.of("Annot"),
    Subtype: PdfName.of("Widget"),
    FT: PdfName.of("Sig"),
    T: PdfString.fromString("approved"),
    F: PdfNumber.of(4),
    Rect: numbers(72, 500, 372, 520),
    AP: PdfDict.of({ N: pdf.register(drawing) }),
  });
  const annotations = resolverOf(pdf)(page?.dict.get("Annots"));
  const others = annotations instanceof PdfArray ? annotations.toArray() : [];
  page?.dict.set("Annots", new PdfArray([...others, pdf.register(field)]));
  return pdf.save({ incremental: true });
}

it("a signature field that holds no signature, but shows something, makes the seal invalid", async () => {
  const authority = await createCertificateAuthority({ commonName: "Authority", now });
  const credential = await issueSealCredential(authority, { commonName: "Seal", now });
  const agreement = buildPdf({ pages: [{ content: line("Facility: 100,000 EUR", 72, 700) }] });
  const sealed = await engine.seal(agreement, { credential, signedAt: now });
  const report = await engine.checkSeals(await withEmptySignatureField(sealed));
  expect(report).toMatchObject({ verdict: "invalid", seals: [{ intact: true, laterChanges: "suspect" }] });
  expect(report.seals[0]?.problems.join()).toContain("changed after this signature: annotation on page 1");
});
