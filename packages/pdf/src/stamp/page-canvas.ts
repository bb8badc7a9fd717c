// Collects drawing for one page and appends it after the page's own content, upright for the reader.
import { type PDF, type PDFPage, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from "@libpdf/core";
import { balanceOf } from "../document/content-balance.ts";
import type { PageInfo } from "../document/page-info.ts";
import { describePage, inherited, pageAt, resolverOf } from "../document/pages.ts";
import { type Matrix, multiply } from "../matrix.ts";
import { moved, normalise, type Rectangle } from "../rectangle.ts";

export interface PageCanvas {
  readonly page: PDFPage;
  readonly info: PageInfo;
  /**
   * Adds drawing for a rectangle: `draw` gets its width and height as the reader sees them and draws from
   * (0, 0) at the reader's bottom-left corner.
   */
  add(rectangle: Rectangle, draw: (width: number, height: number) => string): void;
  /** Name of a graphics state with this opacity; undefined when fully opaque. */
  opacity(value: number | undefined): string | undefined;
  /** Writes everything into the page. */
  commit(): void;
}

export function createPageCanvas(pdf: PDF, index: number): PageCanvas {
  const page = pageAt(pdf, index);
  const info = describePage(pdf, index);
  const parts: string[] = [];
  let ownsResources = false;

  function prepareResources(): void {
    if (ownsResources) return;
    ownsResources = true;
    page.dict.set("Resources", copyResources(pdf, inherited(pdf, page, "Resources")));
  }
  prepareResources();

  return {
    page,
    info,
    add(rectangle, draw) {
      const box = moved(normalise(rectangle), info.cropBox[0], info.cropBox[1]);
      const [width, height] = readerSize(box, info.rotation);
      parts.push(`q ${numbers(...readerFrame(box, info.rotation))} cm ${draw(width, height)} Q`);
    },
    opacity(value) {
      if (value === undefined || value >= 1) return undefined;
      const opacity = Math.max(0, value);
      return page.registerExtGState(pdf.createExtGState({ fillOpacity: opacity, strokeOpacity: opacity }));
    },
    commit() {
      if (parts.length === 0) return;
      const resolve = resolverOf(pdf);
      const before = contentRefs(pdf, page);
      const { missing, open } = balanceOf(decodeAll(before, resolve));
      const stream = (text: string) => pdf.register(new PdfStream([], new TextEncoder().encode(text)));
      page.dict.set(
        "Contents",
        new PdfArray([
          stream(`${"q ".repeat(missing + 1)}\n`),
          ...before,
          stream(`\n${"Q ".repeat(open + 1)}\n`),
          stream(`${parts.join("\n")}\n`),
        ]),
      );
    },
  };
}

/** A copy down to the names, so that adding ours changes neither the parent's nor another page's resources. */
function copyResources(pdf: PDF, resources: PdfObject | undefined): PdfDict {
  const resolve = resolverOf(pdf);
  const copy = resources instanceof PdfDict ? resources.clone() : new PdfDict();
  for (const kind of ["Font", "XObject", "ExtGState"]) {
    const names = resolve(copy.get(kind));
    if (names instanceof PdfDict) copy.set(kind, names.clone());
  }
  return copy;
}

function contentRefs(pdf: PDF, page: PDFPage): PdfObject[] {
  const entry = page.dict.get("Contents");
  const contents = resolverOf(pdf)(entry);
  if (contents instanceof PdfArray) return contents.toArray();
  if (contents instanceof PdfStream && entry !== undefined)
    return [entry instanceof PdfRef ? entry : pdf.register(contents)];
  return [];
}

function decodeAll(
  contents: readonly PdfObject[],
  resolve: (object: PdfObject) => PdfObject | undefined,
): Uint8Array {
  const chunks = contents.flatMap((item) => {
    const stream = resolve(item);
    return stream instanceof PdfStream ? [stream.getDecodedData(), Uint8Array.of(10)] : [];
  });
  return Buffer.concat(chunks);
}

function readerSize(
  box: Rectangle,
  rotation: PageInfo["rotation"],
): readonly [width: number, height: number] {
  const width = box[2] - box[0];
  const height = box[3] - box[1];
  return rotation === 90 || rotation === 270 ? [height, width] : [width, height];
}

/** The matrix from the reader's upright view of `box` to the page's own space. */
function readerFrame(box: Rectangle, rotation: PageInfo["rotation"]): Matrix {
  const [x1, y1, x2, y2] = box;
  if (rotation === 90) return [0, 1, -1, 0, x2, y1];
  if (rotation === 180) return [-1, 0, 0, -1, x2, y2];
  if (rotation === 270) return [0, -1, 1, 0, x1, y2];
  return [1, 0, 0, 1, x1, y1];
}

/** Numbers as PDF wants them: no exponent, at most four decimals. */
export function numbers(...values: readonly number[]): string {
  return values.map((value) => String(Number(value.toFixed(4)))).join(" ");
}

export function turned(angle: number, x: number, y: number): Matrix {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return multiply([cos, sin, -sin, cos, 0, 0], [1, 0, 0, 1, x, y]);
}
