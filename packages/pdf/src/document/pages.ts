// A page's boxes, rotation and resources, with what it inherits from the page tree.
import { type PDF, type PDFPage, PdfArray, PdfDict, PdfNumber, type PdfObject } from "@libpdf/core";
import { PdfError } from "../errors.ts";
import { intersection, isFiniteRectangle, normalise, type Rectangle } from "../rectangle.ts";
import type { PageInfo } from "./page-info.ts";

/** US Letter, what viewers take for a page that states no size. */
const DEFAULT_BOX: Rectangle = [0, 0, 612, 792];
// Page trees are a few levels deep; a longer chain of parents is a loop.
const DEEPEST_TREE = 100;

export type Resolve = (object: PdfObject | undefined) => PdfObject | undefined;

export function resolverOf(pdf: PDF): Resolve {
  return (object) => {
    let current = object;
    for (let hops = 0; current !== undefined && current.type === "ref"; hops += 1) {
      if (hops > DEEPEST_TREE) return undefined;
      current = pdf.getObject(current) ?? undefined;
    }
    return current;
  };
}

/** The value of an attribute that a page may inherit, resolved. */
export function inherited(pdf: PDF, page: PDFPage, key: string): PdfObject | undefined {
  const resolve = resolverOf(pdf);
  let node: PdfObject | undefined = page.dict;
  for (let depth = 0; node instanceof PdfDict && depth < DEEPEST_TREE; depth += 1) {
    const value = resolve(node.get(key));
    if (value !== undefined && value.type !== "null") return value;
    node = resolve(node.get("Parent"));
  }
  return undefined;
}

export function pageAt(pdf: PDF, index: number): PDFPage {
  const page = pdf.getPage(index);
  if (page === null) {
    throw new PdfError(
      "damaged",
      `Page ${index + 1} of the PDF cannot be read. Print it to a new PDF and use that.`,
    );
  }
  return page;
}

export function describePage(pdf: PDF, index: number): PageInfo {
  const page = pageAt(pdf, index);
  const mediaBox = readBox(pdf, inherited(pdf, page, "MediaBox")) ?? DEFAULT_BOX;
  const stated = readBox(pdf, inherited(pdf, page, "CropBox")) ?? mediaBox;
  // As viewers do: the crop box counts only inside the media box.
  const cropBox = intersection(stated, mediaBox) ?? mediaBox;
  return {
    width: cropBox[2] - cropBox[0],
    height: cropBox[3] - cropBox[1],
    rotation: readRotation(inherited(pdf, page, "Rotate")),
    cropBox,
    mediaBox,
  };
}

export function describePages(pdf: PDF): PageInfo[] {
  return Array.from({ length: pdf.getPageCount() }, (_, index) => describePage(pdf, index));
}

function readBox(pdf: PDF, object: PdfObject | undefined): Rectangle | undefined {
  if (!(object instanceof PdfArray)) return undefined;
  const resolve = resolverOf(pdf);
  const [x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN] = object
    .toArray()
    .slice(0, 4)
    .map((item) => {
      const value = resolve(item);
      return value instanceof PdfNumber ? value.value : Number.NaN;
    });
  if (!isFiniteRectangle([x1, y1, x2, y2])) return undefined;
  const box = normalise([x1, y1, x2, y2]);
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

function readRotation(object: PdfObject | undefined): PageInfo["rotation"] {
  if (!(object instanceof PdfNumber) || object.value % 90 !== 0) return 0;
  const turned = ((object.value % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}
