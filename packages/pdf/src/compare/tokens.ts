// Cuts what a page shows into the smallest things that can be kept, changed or covered.
import { createHash } from "node:crypto";
import type { PDFPageProxy } from "pdfjs-dist";
import { intersection, type Rectangle } from "../rectangle.ts";
import { property } from "../view/arguments.ts";
import { digestDrawing } from "../view/digest-drawing.ts";
import type { Paint } from "../view/graphics-state.ts";
import type { ShownImage, ShownItem, ShownPath, ShownText } from "../view/shown.ts";
import { type Pixels, readPixels } from "./pixels.ts";

/** One character, one image or one path. */
export interface Token {
  readonly kind: "character" | "image" | "path";
  /** Everything that must be the same in both files, but for the place. */
  readonly identity: string;
  /** Coordinates that must be the same within a tolerance. */
  readonly place: readonly number[];
  readonly rectangle: Rectangle;
  /** The character; empty for others. */
  readonly char: string;
  readonly item: ShownItem;
  /** Pixels of an image, for seeing through it. */
  readonly pixels?: Pixels;
}

/** Tokens in drawing order. Blanks show nothing and are left out. */
export async function readTokens(page: PDFPageProxy, items: readonly ShownItem[]): Promise<Token[]> {
  const outlines = new Map<string, string>();
  const tokens: Token[] = [];
  for (const item of items) {
    if (item.kind === "text") tokens.push(...characterTokens(page, item, outlines));
    else if (item.kind === "image") tokens.push(await imageToken(page, item));
    else tokens.push(pathToken(item));
  }
  return tokens;
}

function characterTokens(page: PDFPageProxy, item: ShownText, outlines: Map<string, string>): Token[] {
  const style = `${describePaint(item.paint)} ${item.outlined} ${item.hidden ? "hidden" : ""}`;
  return item.chars.flatMap(({ char, glyph, isMissing, rectangle }): Token[] => {
    const outline = isMissing ? NOTHING : outlineOf(page, item.fontId, glyph, outlines);
    // A font may call any drawing a blank; only what draws nothing is one.
    if (char.trim() === "" && (outline === NOTHING || (outline === UNKNOWN && glyph.trim() === "")))
      return [];
    const identity = [char, outline, style, reach(rectangle, item)].join(" ");
    return [{ kind: "character", identity, place: rectangle, rectangle, char, item }];
  });
}

/** A glyph without any line, and one whose drawing is not known. */
const NOTHING = "no outline";
const UNKNOWN = "unknown outline";

async function imageToken(page: PDFPageProxy, item: ShownImage): Promise<Token> {
  const pixels = await readPixels(page, item.source);
  const color = item.stencil ? item.paint : { ...item.paint, color: "" };
  return {
    kind: "image",
    identity: ["image", pixels.digest, describePaint(color), reach(item.rectangle, item)].join(" "),
    place: item.matrix,
    rectangle: item.rectangle,
    char: "",
    item,
    pixels,
  };
}

function pathToken(item: ShownPath): Token {
  const shape = item.outline.map((line) => line.length).join(",");
  const style = `${item.filled ? "fill" : `stroke ${item.lineWidth.toFixed(1)}`} ${describePaint(item.paint)}`;
  return {
    kind: "path",
    identity: ["path", shape, style, reach(item.rectangle, item)].join(" "),
    place: item.outline.flat(),
    rectangle: item.rectangle,
    char: "",
    item,
  };
}

function describePaint(paint: Paint): string {
  return `${paint.color} ${paint.opacity.toFixed(2)} ${paint.mask} ${paint.blendMode}`;
}

/** What the clip lets through: all, some or nothing, and of what shape. Thin lines count by their ends. */
function reach(rectangle: Rectangle, { clip, clipShape }: ShownItem): string {
  return `${clipShape} ${reachOfBounds(rectangle, clip)}`;
}

function reachOfBounds(rectangle: Rectangle, clip: Rectangle): "all" | "some" | "none" {
  const [x1, y1, x2, y2] = rectangle;
  const slack = 0.75;
  const inside =
    x1 >= clip[0] - slack && y1 >= clip[1] - slack && x2 <= clip[2] + slack && y2 <= clip[3] + slack;
  if (inside) return "all";
  const grown: Rectangle = [x1 - slack, y1 - slack, x2 + slack, y2 + slack];
  return intersection(grown, clip) === undefined ? "none" : "some";
}

/**
 * A digest of the shape a character is drawn with. Text and codes can stay while a font is exchanged for one in
 * which "1" looks like "9"; what is seen is the outline.
 */
function outlineOf(page: PDFPageProxy, font: string, glyph: string, known: Map<string, string>): string {
  const id = `${font}_path_${glyph}`;
  const found = known.get(id);
  if (found !== undefined) return found;
  const digest = page.commonObjs.has(id)
    ? digestPath(page.commonObjs.get(id))
    : digestType3(page, font, glyph);
  known.set(id, digest);
  return digest;
}

function digestPath(path: unknown): string {
  const points = property(path, "path");
  if (!ArrayBuffer.isView(points)) return UNKNOWN;
  const bytes = new Uint8Array(points.buffer, points.byteOffset, points.byteLength);
  return bytes.length === 0 ? NOTHING : createHash("sha1").update(bytes).digest("base64url");
}

/** Type 3 fonts draw each glyph by a small program of its own. */
function digestType3(page: PDFPageProxy, font: string, glyph: string): string {
  const programs = page.commonObjs.has(font)
    ? property(page.commonObjs.get(font), "charProcOperatorList")
    : undefined;
  const program: unknown = programs instanceof Map ? programs.get(glyph) : undefined;
  return program === undefined ? UNKNOWN : digestDrawing(program);
}
