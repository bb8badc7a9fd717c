// The `open` operation: what a document is, without reading its pages' content.
import { type PDF, PdfDict, PdfString } from "@libpdf/core";
import type { OperationContext } from "../engine/operations.ts";
import { load } from "./load.ts";
import type { PdfInfo } from "./page-info.ts";
import { describePages, resolverOf } from "./pages.ts";

export async function open(input: { pdf: Uint8Array }, context: OperationContext): Promise<PdfInfo> {
  const pdf = await load(input.pdf, context);
  const form = resolverOf(pdf)(pdf.getCatalog().get("AcroForm"));
  const fields = pdf.getForm()?.getFields() ?? [];
  const title = readTitle(pdf);
  return {
    pageCount: pdf.getPageCount(),
    pages: describePages(pdf),
    encrypted: false,
    pdfVersion: readVersion(pdf),
    hasForm: fields.some((field) => field.type !== "signature"),
    hasSignatures:
      pdf
        .getForm()
        ?.getSignatureFields()
        .some((field) => field.isSigned()) ?? false,
    hasXfa: form instanceof PdfDict && form.has("XFA"),
    ...(title === undefined ? {} : { title }),
  };
}

function readVersion(pdf: PDF): string {
  const catalogVersion = pdf.getCatalog().getName("Version")?.value ?? "";
  return /^\d\.\d$/.test(catalogVersion) && catalogVersion > pdf.version ? catalogVersion : pdf.version;
}

function readTitle(pdf: PDF): string | undefined {
  const resolve = resolverOf(pdf);
  const info = resolve(pdf.context.info.trailer.get("Info"));
  const title = info instanceof PdfDict ? resolve(info.get("Title")) : undefined;
  if (!(title instanceof PdfString)) return undefined;
  const text = title.asString().trim();
  return text === "" ? undefined : text;
}
