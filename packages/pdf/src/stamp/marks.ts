// What can be drawn onto a page, and what a stamp reports.
import type { Rectangle } from "../rectangle.ts";

/** A colour as `#rrggbb`. */
export type Color = `#${string}`;

export type FontName = "sans" | "sans-bold" | "serif" | "mono" | "script";

/** What to draw. Rectangles are in unrotated crop-box space; content stands upright for the reader. */
export type Mark = TextMark | ImageMark | StrokesMark | CheckMark | BlankMark | WatermarkMark;

export interface TextMark {
  readonly kind: "text";
  /** 0-based. */
  readonly page: number;
  readonly rectangle: Rectangle;
  /** Line feeds start new lines. */
  readonly text: string;
  /** In points. Left out: the largest size up to 12 that fits the rectangle, never below 4. */
  readonly fontSize?: number;
  readonly align?: "left" | "center" | "right";
  readonly valign?: "top" | "middle" | "bottom";
  readonly color?: Color;
  readonly opacity?: number;
  readonly font?: FontName;
}

export interface ImageMark {
  readonly kind: "image";
  readonly page: number;
  readonly rectangle: Rectangle;
  /** A PNG or a JPEG. */
  readonly image: Uint8Array;
  /** `contain` (default) keeps the proportions, `fill` stretches. */
  readonly fit?: "contain" | "fill";
  readonly anchor?: "bottom-left" | "center";
  readonly opacity?: number;
}

/** One stroke of a drawn signature: a line from `(lx, ly)` to `(mx, my)`, y downwards, in any unit. */
export interface Segment {
  readonly lx: number;
  readonly ly: number;
  readonly mx: number;
  readonly my: number;
}

/** A drawn signature, scaled to the rectangle with its proportions kept, from its bottom-left corner. */
export interface StrokesMark {
  readonly kind: "strokes";
  readonly page: number;
  readonly rectangle: Rectangle;
  readonly segments: readonly Segment[];
  /** Of the line, in points; 1.5 when left out. */
  readonly width?: number;
  readonly color?: Color;
}

export interface CheckMark {
  readonly kind: "check";
  readonly page: number;
  readonly rectangle: Rectangle;
  readonly color?: Color;
}

/** Paints the background over what stands there, as for hidden text tags. The text stays extractable. */
export interface BlankMark {
  readonly kind: "blank";
  readonly page: number;
  readonly rectangle: Rectangle;
  /** White when left out. */
  readonly color?: Color;
}

/** A text across every page, from bottom-left to top-right as its reader sees it. */
export interface WatermarkMark {
  readonly kind: "watermark";
  readonly text: string;
  readonly pages?: "all";
  readonly opacity?: number;
  readonly color?: Color;
}

/** What a stamp could not do. */
export interface StampReport {
  /** Marks that were not drawn, by their place in the list. */
  readonly skipped: readonly { readonly index: number; readonly reason: string }[];
  /** Characters that no font can draw, or that need joining or writing from right to left; each was drawn as `?`. */
  readonly unsupportedCharacters: readonly {
    readonly index: number;
    readonly characters: readonly string[];
  }[];
}

export interface StampOptions {
  /** Called once before the promise resolves, also when nothing was left out. */
  readonly onReport?: (report: StampReport) => void;
}
