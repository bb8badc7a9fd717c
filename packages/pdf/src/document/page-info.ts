// What a document and its pages are, as callers see it.
import type { Rectangle } from "../rectangle.ts";

/** One page as a viewer sizes it. */
export interface PageInfo {
  /** Width and height of the crop box in points, before `rotation`. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn a viewer applies. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** The visible box in PDF user space; its lower-left corner is the origin of every rectangle here. */
  readonly cropBox: Rectangle;
  readonly mediaBox: Rectangle;
}

export interface PdfInfo {
  readonly pageCount: number;
  readonly pages: readonly PageInfo[];
  /** Always false: an encrypted document is refused with the error code `encrypted`. */
  readonly encrypted: false;
  /** From the header, or the catalog when that says more: `1.7`, `2.0`. */
  readonly pdfVersion: string;
  readonly hasForm: boolean;
  readonly hasSignatures: boolean;
  readonly hasXfa: boolean;
  readonly title?: string;
}
