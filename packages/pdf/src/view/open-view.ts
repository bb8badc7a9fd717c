// Opens a file with pdf.js, the reader that signers look through, so that what we find is what they see.
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist";
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";

const FOLDER = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** Gives an open view to `use` and closes it afterwards. Without `images` their pixels are never decoded. */
export async function withView<Result>(
  bytes: Uint8Array,
  needs: { readonly images: boolean },
  use: (view: PDFDocumentProxy) => Promise<Result>,
): Promise<Result> {
  // pdf.js takes the buffer over and leaves it empty, so it gets its own copy.
  const task = pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    disableFontFace: true,
    fontExtraProperties: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // Decodes JPEG 2000, JBIG2 and fax images, which scanned agreements are made of.
    useWasm: true,
    wasmUrl: join(FOLDER, "wasm") + sep,
    enableXfa: false,
    stopAtErrors: false,
    // pdf.js decodes images whether or not anybody asks for them; those over the size it leaves out.
    maxImageSize: needs.images ? -1 : 1,
    cMapUrl: join(FOLDER, "cmaps") + sep,
    cMapPacked: true,
    standardFontDataUrl: join(FOLDER, "standard_fonts") + sep,
  });
  try {
    return await use(await task.promise);
  } finally {
    await task.destroy();
  }
}
