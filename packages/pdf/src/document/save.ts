// Writes a changed document: appended to the original where its form allows, rewritten where not.
import type { PDF } from "@libpdf/core";

/**
 * Appending keeps every original byte, which keeps earlier signatures valid and makes comparing cheap. Linearized
 * files and those found through recovery are rewritten, for the library cannot append to them.
 */
export async function save(pdf: PDF): Promise<Uint8Array> {
  return pdf.save({ incremental: true, subsetFonts: true, compressStreams: true });
}
