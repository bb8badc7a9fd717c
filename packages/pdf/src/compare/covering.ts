// Says whether a character or an image can still be seen under what was drawn over it.
import { apply, type Matrix } from "../matrix.ts";
import { area, intersection, type Rectangle } from "../rectangle.ts";
import type { Token } from "./tokens.ts";

/** Below this all covers together are a watermark: what lies under it is read without effort. */
const OPAQUE_FROM = 0.5;
/** Less than this hides nothing, however often it is drawn. */
const CLEAR_BELOW = 0.02;
/** Darkens like a highlighter, when its colour is light. */
const DARKENING = new Set(["multiply", "darken"]);
/** Part of a character's box that writing over it may take. */
const WRITTEN_OVER = 0.35;
/** Of the five places looked at in a token, so many must be hidden, by one thing or by many together. */
const HIDDEN_PLACES = 3;
/** Lines and dots to write on, which a signature is meant to cover. */
const MEANT_TO_BE_COVERED = /^[_.…·\-–—\s]*$/u;

/** Something that hides what lies under it. */
export interface Cover {
  readonly token: Token;
  /** Its place in the signed page's drawing order. */
  readonly place: number;
  /** What it can reach. */
  readonly box: Rectangle;
}

/** The token as a cover; undefined for what is clear, invisible or clipped away. */
export function asCover(token: Token, place: number): Cover | undefined {
  const { item } = token;
  const { paint, clip } = item;
  if (paint.opacity < CLEAR_BELOW || paint.color === "transparent") return undefined;
  if (item.kind === "text" && (item.hidden || paint.opacity < OPAQUE_FROM)) return undefined;
  if (DARKENING.has(paint.blendMode) && item.kind !== "image" && isLight(paint.color)) return undefined;
  const half = item.kind === "path" ? item.lineWidth / 2 : 0;
  const [x1, y1, x2, y2] = token.rectangle;
  const box = intersection([x1 - half, y1 - half, x2 + half, y2 + half], clip);
  return box === undefined ? undefined : { token, place, box };
}

/** True when these covers, all drawn later, hide the token or make it unreadable. */
export function isCovered(token: Token, covers: readonly Cover[]): boolean {
  if (covers.length === 0 || token.kind === "path") return false;
  if (token.item.kind === "text" && (token.item.hidden || MEANT_TO_BE_COVERED.test(token.char))) return false;
  const near = covers.filter((cover) => intersection(cover.box, token.rectangle) !== undefined);
  if (near.some((cover) => writesOver(cover, token))) return true;
  const hidden = samples(token.rectangle).filter(
    ([x, y]) => near.reduce((seen, cover) => seen * (1 - coverage(cover, x, y)), 1) <= 1 - OPAQUE_FROM,
  );
  return hidden.length >= HIDDEN_PLACES;
}

function isLight(color: string): boolean {
  const [, red = "00", green = "00", blue = "00"] = /^#(..)(..)(..)$/.exec(color) ?? [];
  return Math.max(...[red, green, blue].map((part) => Number.parseInt(part, 16))) >= 128;
}

function writesOver(cover: Cover, token: Token): boolean {
  if (cover.token.kind !== "character" || token.kind !== "character") return false;
  const shared = intersection(cover.box, token.rectangle);
  return shared !== undefined && area(shared) > area(token.rectangle) * WRITTEN_OVER;
}

/** The middle and four places around it. */
function samples(rectangle: Rectangle): readonly (readonly [number, number])[] {
  const [x1, y1, x2, y2] = rectangle;
  const at = (u: number, v: number) => [x1 + (x2 - x1) * u, y1 + (y2 - y1) * v] as const;
  return [at(0.5, 0.45), at(0.25, 0.3), at(0.75, 0.3), at(0.25, 0.6), at(0.75, 0.6)];
}

/** How much of what lies under a place is hidden by this cover alone, 0 to 1. */
function coverage({ token, box }: Cover, x: number, y: number): number {
  const { item } = token;
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3] || item.kind === "text") return 0;
  const { opacity } = item.paint;
  if (item.kind === "path" && item.filled) return isInside(item.outline, x, y) ? opacity : 0;
  if (item.kind === "path") {
    return item.outline.some((line) => distanceTo(line, x, y) <= item.lineWidth / 2) ? opacity : 0;
  }
  const place = inUnitSquare(item.matrix, x, y);
  return place === undefined ? 0 : opacity * (token.pixels?.opacityAt(place[0], 1 - place[1]) ?? 1);
}

/** Even-odd over all subpaths together. */
function isInside(outline: readonly (readonly number[])[], x: number, y: number): boolean {
  let inside = false;
  for (const line of outline) {
    for (let at = 0; at < line.length; at += 2) {
      const [ax = 0, ay = 0] = [line[at], line[at + 1]];
      const next = (at + 2) % line.length;
      const [bx = 0, by = 0] = [line[next], line[next + 1]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

function distanceTo(line: readonly number[], x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = line.slice(at, at + 4);
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const along =
      length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    nearest = Math.min(nearest, Math.hypot(x - (ax + along * (bx - ax)), y - (ay + along * (by - ay))));
  }
  return nearest;
}

function inUnitSquare(matrix: Matrix, x: number, y: number): readonly [u: number, v: number] | undefined {
  const [a, b, c, d, e, f] = matrix;
  const determinant = a * d - b * c;
  if (determinant === 0) return undefined;
  const inverse: Matrix = [d / determinant, -b / determinant, -c / determinant, a / determinant, 0, 0];
  return apply(inverse, x - e, y - f);
}
