// What a page shows, item by item, in PDF user space.
import type { Matrix } from "../matrix.ts";
import type { Rectangle } from "../rectangle.ts";
import type { Paint } from "./graphics-state.ts";

export interface ShownCharacter {
  readonly char: string;
  readonly rectangle: Rectangle;
  /** The code its outline is stored under in its font. */
  readonly glyph: string;
  /** A blank that its font has no glyph for, so that nothing is drawn. */
  readonly isMissing: boolean;
}

interface Shown {
  readonly rectangle: Rectangle;
  /** What the clip leaves of the page at this point. */
  readonly clip: Rectangle;
  /** A digest of every clip that is no plain rectangle; empty for none. */
  readonly clipShape: string;
  readonly paint: Paint;
  /** Id of the annotation that shows this; undefined for the page's own content. */
  readonly annotation?: string;
}

export interface ShownText extends Shown {
  readonly kind: "text";
  readonly text: string;
  readonly fontSize: number;
  readonly fontId: string;
  readonly chars: readonly ShownCharacter[];
  /** How the characters are outlined, where they are not merely filled; empty for none. */
  readonly outlined: string;
  /** Rendering mode 3 or 7, or fully see-through. */
  readonly hidden: boolean;
}

export interface ShownImage extends Shown {
  readonly kind: "image";
  /** From the unit square to the page. */
  readonly matrix: Matrix;
  /** pdf.js's name for the pixels, or the pixels themselves for inline images and stencils. */
  readonly source: unknown;
  /** Paints the fill colour through its holes. */
  readonly stencil: boolean;
}

export interface ShownPath extends Shown {
  readonly kind: "path";
  readonly filled: boolean;
  /** Of strokes, in points; 0 for fills. */
  readonly lineWidth: number;
  /** One polyline per subpath, curves by their control points: x, y, x, y … */
  readonly outline: readonly (readonly number[])[];
}

export type ShownItem = ShownText | ShownImage | ShownPath;
