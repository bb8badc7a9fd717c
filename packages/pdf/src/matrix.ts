// Affine matrices as PDF writes them, for following a content stream and for drawing upright.
import type { Rectangle } from "./rectangle.ts";

/** `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that applies `first`, then `second`. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

export function apply(matrix: Matrix, x: number, y: number): readonly [x: number, y: number] {
  const [a, b, c, d, e, f] = matrix;
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The upright rectangle around the image of `rectangle` under `matrix`. Runs once per glyph, so without arrays. */
export function boundsOf(matrix: Matrix, rectangle: Rectangle): Rectangle {
  const [a, b, c, d, e, f] = matrix;
  const [x1, y1, x2, y2] = rectangle;
  const ax1 = a * x1;
  const ax2 = a * x2;
  const cy1 = c * y1;
  const cy2 = c * y2;
  const bx1 = b * x1;
  const bx2 = b * x2;
  const dy1 = d * y1;
  const dy2 = d * y2;
  return [
    Math.min(ax1, ax2) + Math.min(cy1, cy2) + e,
    Math.min(bx1, bx2) + Math.min(dy1, dy2) + f,
    Math.max(ax1, ax2) + Math.max(cy1, cy2) + e,
    Math.max(bx1, bx2) + Math.max(dy1, dy2) + f,
  ];
}
