// Boxes as the reader of a turned page sees them, so that lines run from left to right and from top to bottom.

/** x1, y1, x2, y2 in points; fractions as the page has them. */
export type Box = readonly [number, number, number, number];

/** Clockwise turn of a page. */
export type Rotation = 0 | 90 | 180 | 270;

/** Only differences between two results mean something: the origin moves. */
export function asRead([x1, y1, x2, y2]: Box, rotation: Rotation): Box {
  if (rotation === 90) return [y1, -x2, y2, -x1];
  if (rotation === 180) return [-x2, -y2, -x1, -y1];
  if (rotation === 270) return [-y2, x1, -y1, x2];
  return [x1, y1, x2, y2];
}

/** The way back from {@link asRead}. */
export function asOnPaper([x1, y1, x2, y2]: Box, rotation: Rotation): Box {
  if (rotation === 90) return [-y2, x1, -y1, x2];
  if (rotation === 180) return [-x2, -y2, -x1, -y1];
  if (rotation === 270) return [y1, -x2, y2, -x1];
  return [x1, y1, x2, y2];
}
