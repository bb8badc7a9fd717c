// What a comparison tells.
import type { Rectangle } from "../rectangle.ts";

export type CompareVerdict = "same" | "same_with_additions" | "different";

export type DifferenceKind =
  | "page_count"
  | "page_size"
  | "content_removed"
  | "text_changed"
  | "image_changed"
  | "covered"
  | "annotation_changed"
  | "document_changed";

export interface Difference {
  /** 0-based; left out when it concerns the whole document. */
  readonly page?: number;
  readonly kind: DifferenceKind;
  /** A sentence naming page and what. */
  readonly reason: string;
  readonly rectangle?: Rectangle;
  /** For `covered`: the words that can no longer be read. */
  readonly text?: string;
}

export interface Addition {
  readonly page: number;
  readonly kind: "text" | "image" | "drawing" | "annotation" | "field_value";
  readonly rectangle: Rectangle;
  /** The words, for text and field values; the subtype of an annotation. */
  readonly text?: string;
}

export interface CompareReport {
  readonly verdict: CompareVerdict;
  readonly differences: readonly Difference[];
  readonly additions: readonly Addition[];
  /** The signed file starts with every byte of the original. */
  readonly originalBytesKept: boolean;
}

export interface CompareOptions {
  /** Where marks are expected (signature fields, hidden text tags): covering what stands there is no difference. */
  readonly expected?: readonly { readonly page: number; readonly rectangle: Rectangle }[];
}
