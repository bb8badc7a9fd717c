// Rectangles in PDF points, and the only place where corners are put in order.

/**
 * `[x1, y1, x2, y2]` in PDF points (1/72 inch). The origin is the bottom-left corner of the page's crop box
 * before the page's /Rotate is applied. Corners may come in any order; results are always lower-left, upper-right.
 */
export type Rectangle = readonly [x1: number, y1: number, x2: number, y2: number];

export function normalise(rectangle: Rectangle): Rectangle {
  const [x1, y1, x2, y2] = rectangle;
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

/** A thousandth of a point is finer than any printer and keeps answers short. */
export function rounded(rectangle: Rectangle): Rectangle {
  const [x1, y1, x2, y2] = rectangle;
  return [round(x1), round(y1), round(x2), round(y2)];
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function moved(rectangle: Rectangle, dx: number, dy: number): Rectangle {
  return [rectangle[0] + dx, rectangle[1] + dy, rectangle[2] + dx, rectangle[3] + dy];
}

export function isFiniteRectangle(rectangle: readonly number[]): boolean {
  return rectangle.length === 4 && rectangle.every((value) => Number.isFinite(value));
}

export function union(a: Rectangle, b: Rectangle): Rectangle {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** The part of `a` that lies in `b`, or undefined where they share no area. */
export function intersection(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const shared: Rectangle = [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ];
  return shared[2] > shared[0] && shared[3] > shared[1] ? shared : undefined;
}

export function area(rectangle: Rectangle): number {
  return Math.max(0, rectangle[2] - rectangle[0]) * Math.max(0, rectangle[3] - rectangle[1]);
}

/** The smallest rectangle around all of them; an empty one for none. */
export function boundsAround(rectangles: readonly Rectangle[]): Rectangle {
  return rectangles.length === 0 ? [0, 0, 0, 0] : rectangles.reduce(union);
}
