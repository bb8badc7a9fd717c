// PNG and JPEG images, placed in their rectangle with their proportions kept unless asked otherwise.
import type { PDF, PDFImage } from "@libpdf/core";
import { PdfError } from "../errors.ts";
import { multiply } from "../matrix.ts";
import type { ImageMark } from "./marks.ts";
import { normaliseImage, type PreparedImage } from "./normalise-image.ts";
import { numbers, type PageCanvas } from "./page-canvas.ts";

export function drawImage(pdf: PDF, canvas: PageCanvas, mark: ImageMark): void {
  const { image, prepared } = embed(pdf, mark.image);
  const [imageWidth, imageHeight] = prepared.turned
    ? [image.height, image.width]
    : [image.width, image.height];
  const name = canvas.page.registerImage(image);
  const state = canvas.opacity(mark.opacity);
  canvas.add(mark.rectangle, (width, height) => {
    const scale = Math.min(width / imageWidth, height / imageHeight);
    const w = mark.fit === "fill" ? width : imageWidth * scale;
    const h = mark.fit === "fill" ? height : imageHeight * scale;
    const [x, y] = mark.anchor === "center" ? [(width - w) / 2, (height - h) / 2] : [0, 0];
    const place = multiply(prepared.upright, [w, 0, 0, h, x, y]);
    return `${state === undefined ? "" : `/${state} gs `}${numbers(...place)} cm /${name} Do`;
  });
}

function embed(pdf: PDF, bytes: Uint8Array): { image: PDFImage; prepared: PreparedImage } {
  try {
    const prepared = normaliseImage(bytes);
    return { image: pdf.embedImage(prepared.bytes), prepared };
  } catch (error) {
    if (error instanceof PdfError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new PdfError(
      "unsupported_image",
      `The image (${bytes.length} bytes) cannot be used: ${detail}. Save it anew as PNG or JPEG.`,
      { cause: error },
    );
  }
}
