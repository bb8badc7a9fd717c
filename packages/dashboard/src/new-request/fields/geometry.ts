// Between what is seen and what DigiSigner is told: a box on the drawn page and a rectangle in the PDF.
import type { DraftField } from "../draft.ts";

/** `[x1, y1, x2, y2]` in whole points from the bottom-left corner of the unrotated crop box. */
export type Rectangle = DraftField["rectangle"];

/** CSS pixels from the top-left corner of the page as it is drawn. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What of the PDF engine's viewport is needed: its size, the crop box, and the way between both. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** The crop box in the PDF's own space. */
  readonly viewBox: readonly number[];
  convertToPdfPoint(x: number, y: number): number[];
  convertToViewportPoint(x: number, y: number): number[];
}

const originOf = ({ viewBox: [x = 0, y = 0] }: Viewport): [number, number] => [x, y];

/** Width and height of the unrotated crop box in points. */
export const cropSize = ({ viewBox: [x1 = 0, y1 = 0, x2 = 0, y2 = 0] }: Viewport): [number, number] => [
  x2 - x1,
  y2 - y1,
];

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** Where a rectangle of the PDF lies on the drawn page, whatever the page's rotation. */
export const boxOf = ([x1, y1, x2, y2]: Rectangle, viewport: Viewport): Box => {
  const [ox, oy] = originOf(viewport);
  const [ax = 0, ay = 0] = viewport.convertToViewportPoint(x1 + ox, y1 + oy);
  const [bx = 0, by = 0] = viewport.convertToViewportPoint(x2 + ox, y2 + oy);
  return {
    left: Math.min(ax, bx),
    top: Math.min(ay, by),
    width: Math.abs(bx - ax),
    height: Math.abs(by - ay),
  };
};

/** The rectangle of the PDF under a box on the drawn page: whole points, inside the crop box, at least one point large. */
export const rectangleOf = (box: Box, viewport: Viewport): Rectangle => {
  const [ox, oy] = originOf(viewport);
  const [width, height] = cropSize(viewport);
  const [ax = 0, ay = 0] = viewport.convertToPdfPoint(box.left, box.top);
  const [bx = 0, by = 0] = viewport.convertToPdfPoint(box.left + box.width, box.top + box.height);
  const x = Math.round(Math.min(ax, bx) - ox);
  const y = Math.round(Math.min(ay, by) - oy);
  const w = clamp(Math.round(Math.abs(bx - ax)), 1, Math.floor(width));
  const h = clamp(Math.round(Math.abs(by - ay)), 1, Math.floor(height));
  const left = clamp(x, 0, Math.floor(width) - w);
  const bottom = clamp(y, 0, Math.floor(height) - h);
  return [left, bottom, left + w, bottom + h];
};

/** The rectangle as it was typed, kept on a page of this size; what leaves it is moved or made smaller. */
export const withinPage = (
  { x, y, width, height }: Record<"x" | "y" | "width" | "height", number>,
  typed: "x" | "y" | "width" | "height",
  [pageWidth, pageHeight]: readonly [number, number],
): Rectangle => {
  const [mostX, mostY] = [Math.floor(pageWidth), Math.floor(pageHeight)];
  // A side that is typed grows up to the edge, and a place up to where the field still fits.
  const left = clamp(x, 0, typed === "width" ? mostX - 1 : mostX - Math.min(width, mostX));
  const bottom = clamp(y, 0, typed === "height" ? mostY - 1 : mostY - Math.min(height, mostY));
  return [left, bottom, left + clamp(width, 1, mostX - left), bottom + clamp(height, 1, mostY - bottom)];
};

/** The box kept inside the drawn page. */
export const insidePage = (box: Box, { width, height }: Pick<Viewport, "width" | "height">): Box => ({
  width: Math.min(box.width, width),
  height: Math.min(box.height, height),
  left: clamp(box.left, 0, Math.max(0, width - box.width)),
  top: clamp(box.top, 0, Math.max(0, height - box.height)),
});

/** A corner or edge by which a box is resized: compass points. */
export type Handle = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";

/** The box with the named side or corner moved by `dx`, `dy` pixels; never smaller than `least`. */
export const resized = (box: Box, handle: Handle, dx: number, dy: number, least: number): Box => {
  let { left, top, width, height } = box;
  if (handle.includes("e")) width = Math.max(least, width + dx);
  if (handle.includes("s")) height = Math.max(least, height + dy);
  if (handle.includes("w")) {
    const moved = Math.min(dx, width - least);
    left += moved;
    width -= moved;
  }
  if (handle.includes("n")) {
    const moved = Math.min(dy, height - least);
    top += moved;
    height -= moved;
  }
  return { left, top, width, height };
};
