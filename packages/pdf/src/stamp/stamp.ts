// The `stamp` operation: draws marks onto pages, appending to the file wherever its form allows.
import type { PDF } from "@libpdf/core";
import { load } from "../document/load.ts";
import { save } from "../document/save.ts";
import type { OperationContext } from "../engine/operations.ts";
import { drawImage } from "./draw-image.ts";
import { drawBlank, drawCheck, drawStrokes, drawWatermark } from "./draw-shapes.ts";
import { drawText } from "./draw-text.ts";
import { createFonts, type Fonts } from "./fonts.ts";
import type { Mark, StampReport } from "./marks.ts";
import { createPageCanvas, type PageCanvas } from "./page-canvas.ts";
import { reasonToSkip } from "./reason-to-skip.ts";

export async function stamp(
  input: { pdf: Uint8Array; marks: readonly Mark[]; fontFiles: readonly string[] },
  context: OperationContext,
): Promise<{ pdf: Uint8Array; report: StampReport }> {
  const pdf = await load(input.pdf, context);
  const fonts = createFonts(pdf, input.fontFiles);
  const canvases = new Map<number, PageCanvas>();
  const skipped: { index: number; reason: string }[] = [];
  const unsupportedCharacters: { index: number; characters: string[] }[] = [];
  const canvasFor = (page: number) => {
    const canvas = canvases.get(page) ?? createPageCanvas(pdf, page);
    canvases.set(page, canvas);
    return canvas;
  };

  for (const [index, mark] of input.marks.entries()) {
    const reason = reasonToSkip(mark, pdf.getPageCount());
    if (reason !== undefined) {
      skipped.push({ index, reason });
      continue;
    }
    const unsupported = new Set<string>();
    const pages = mark.kind === "watermark" ? pdf.getPages().keys().toArray() : [mark.page];
    for (const page of pages) draw(pdf, canvasFor(page), mark, fonts, unsupported);
    if (unsupported.size > 0) unsupportedCharacters.push({ index, characters: [...unsupported] });
  }
  for (const canvas of canvases.values()) canvas.commit();
  return { pdf: await save(pdf), report: { skipped, unsupportedCharacters } };
}

function draw(pdf: PDF, canvas: PageCanvas, mark: Mark, fonts: Fonts, unsupported: Set<string>): void {
  if (mark.kind === "text") drawText(canvas, mark, fonts, unsupported);
  if (mark.kind === "image") drawImage(pdf, canvas, mark);
  if (mark.kind === "strokes") drawStrokes(canvas, mark);
  if (mark.kind === "check") drawCheck(canvas, mark);
  if (mark.kind === "blank") drawBlank(canvas, mark);
  if (mark.kind === "watermark") drawWatermark(canvas, mark, fonts, unsupported);
}
