// Turns rectangles of the wire (points, unrotated crop box, from the bottom-left) into places on the shown page and back.
import type { Rectangle, SessionPage } from "../../../signing/session.ts";

/** A place on the page as it is shown: fractions of its width and height, from the top-left. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

type Turned = Pick<SessionPage, "width" | "height" | "rotation">;

/** Width and height in points of the page as it is shown. */
export function shownSize(page: Turned): { width: number; height: number } {
  const sideways = page.rotation === 90 || page.rotation === 270;
  return sideways ? { width: page.height, height: page.width } : { width: page.width, height: page.height };
}

/** Where a rectangle of the wire is seen; corners may be given in any order. */
export function shownBox(page: Turned, rectangle: Rectangle): Box {
  const first = shownPoint(page, rectangle[0], rectangle[1]);
  const second = shownPoint(page, rectangle[2], rectangle[3]);
  return {
    left: Math.min(first.x, second.x),
    top: Math.min(first.y, second.y),
    width: Math.abs(first.x - second.x),
    height: Math.abs(first.y - second.y),
  };
}

/** The rectangle of the wire under a place on the shown page, in whole points as the API wants them. */
export function rectangleUnder(page: Turned, box: Box): Rectangle {
  const first = pagePoint(page, box.left, box.top);
  const second = pagePoint(page, box.left + box.width, box.top + box.height);
  return [
    Math.round(Math.min(first.x, second.x)),
    Math.round(Math.min(first.y, second.y)),
    Math.round(Math.max(first.x, second.x)),
    Math.round(Math.max(first.y, second.y)),
  ];
}

/** The same place, moved as little as needed to lie on the page wholly, with so much room kept below it. */
export function clamped(box: Box, below = 0): Box {
  const width = Math.min(box.width, 1);
  const height = Math.min(box.height, 1 - below);
  return {
    left: Math.min(Math.max(box.left, 0), 1 - width),
    top: Math.min(Math.max(box.top, 0), 1 - below - height),
    width,
    height,
  };
}

function shownPoint({ width, height, rotation }: Turned, x: number, y: number): { x: number; y: number } {
  if (rotation === 90) return { x: y / height, y: x / width };
  if (rotation === 180) return { x: 1 - x / width, y: y / height };
  if (rotation === 270) return { x: 1 - y / height, y: 1 - x / width };
  return { x: x / width, y: 1 - y / height };
}

function pagePoint({ width, height, rotation }: Turned, left: number, top: number): { x: number; y: number } {
  if (rotation === 90) return { x: top * width, y: left * height };
  if (rotation === 180) return { x: (1 - left) * width, y: top * height };
  if (rotation === 270) return { x: (1 - top) * width, y: (1 - left) * height };
  return { x: left * width, y: (1 - top) * height };
}
