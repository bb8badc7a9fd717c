// Puts a rectangle's corners in order: the vendor's own samples send them inverted.
import type { Rectangle } from "./session.ts";

export function normaliseRectangle([x1, y1, x2, y2]: Rectangle): Rectangle {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}
