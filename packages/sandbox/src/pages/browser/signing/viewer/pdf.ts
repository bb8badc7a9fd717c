// Loads pdf.js and documents through it, everything from the sandbox itself.
import type { PDFDocumentProxy } from "pdfjs-dist";

type PdfJs = typeof import("pdfjs-dist");

const home = new URL("../../../pdfjs/", import.meta.url);
let library: Promise<PdfJs> | undefined;

/** pdf.js, fetched once. */
export function pdfJs(): Promise<PdfJs> {
  library ??= import(new URL("build/pdf.min.mjs", home).href).then((loaded: PdfJs) => {
    loaded.GlobalWorkerOptions.workerSrc = new URL("build/pdf.worker.min.mjs", home).href;
    return loaded;
  });
  return library;
}

/** Opens the PDF at an address of the sandbox. */
export async function openPdf(url: string): Promise<PDFDocumentProxy> {
  const { getDocument } = await pdfJs();
  const folder = (name: string) => new URL(`${name}/`, home).href;
  return getDocument({
    url,
    cMapUrl: folder("cmaps"),
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    // The same letters for everyone, whatever fonts the machine has.
    useSystemFonts: false,
    // Documents here are a few megabytes at most: one request is quicker than many.
    disableRange: true,
  }).promise;
}
