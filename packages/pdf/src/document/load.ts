// Opens a file with LibPDF and refuses what nothing here can work on.
import { PDF } from "@libpdf/core";
import type { OperationContext } from "../engine/operations.ts";
import { PdfError } from "../errors.ts";

export async function load(bytes: Uint8Array, context: OperationContext): Promise<PDF> {
  const pdf = await parse(bytes);
  // Also with an empty password: an encrypted agreement cannot be stamped and sealed without rewriting its
  // protection, which is the sender's to lift.
  if (pdf.isEncrypted || pdf.context.info.trailer.has("Encrypt")) throw encrypted();
  const pageCount = pdf.getPageCount();
  if (pageCount === 0) {
    throw new PdfError(
      "damaged",
      "The PDF has no page that can be found. Print it to a new PDF and use that.",
    );
  }
  if (pageCount > context.pages) {
    throw new PdfError(
      "too_many_pages",
      `The PDF has ${pageCount} pages, at most ${context.pages} are allowed. Split it into several documents.`,
    );
  }
  return pdf;
}

async function parse(bytes: Uint8Array): Promise<PDF> {
  try {
    return await PDF.load(bytes);
  } catch (error) {
    // Behind an unknown password even the page tree is unreadable, which the parser reports as damage.
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("/Encrypt")) throw encrypted();
    throw error;
  }
}

function encrypted(): PdfError {
  return new PdfError(
    "encrypted",
    "The PDF is protected by a password or by permissions; an unprotected one is expected. Remove the protection and upload it again.",
  );
}
