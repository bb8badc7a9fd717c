// The PDF engine, loaded only when a PDF is looked at.
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerUrl;

const base = new URL("/pdfjs/", window.location.href).href;

/** Opens a PDF from its bytes. The caller destroys it through `loadingTask.destroy()`. */
export const openPdf = (data: ArrayBuffer): Promise<PDFDocumentProxy> =>
  getDocument({
    data,
    standardFontDataUrl: `${base}standard_fonts/`,
    cMapUrl: `${base}cmaps/`,
    wasmUrl: `${base}wasm/`,
    useWasm: false,
    // The system has other fonts than the standard fourteen; a page must look the same everywhere.
    useSystemFonts: false,
    enableXfa: false,
  }).promise;

export type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
