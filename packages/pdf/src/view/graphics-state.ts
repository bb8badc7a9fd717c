// The part of a PDF graphics state that decides where and how something shows.
import { IDENTITY, type Matrix } from "../matrix.ts";
import type { Rectangle } from "../rectangle.ts";

/** A font as far as it decides about places: sizes are fractions of the em. */
export interface ViewFont {
  /** pdf.js's own name, which its glyph outlines are stored under. */
  readonly id: string;
  readonly name: string;
  readonly glyphScale: number;
  readonly ascent: number;
  readonly descent: number;
  readonly vertical: boolean;
}

export interface GraphicsState {
  matrix: Matrix;
  clip: Rectangle;
  /** A digest of every clip that is no plain rectangle; empty for none. */
  clipShape: string;
  /** What the transparency groups around do to everything in them. */
  group: GroupEffect;
  fillColor: string;
  strokeColor: string;
  fillOpacity: number;
  strokeOpacity: number;
  lineWidth: number;
  blendMode: string;
  /** A digest of the soft mask, under which drawing may be partly or wholly see-through; empty for none. */
  mask: string;
  font: ViewFont | undefined;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderingMode: number;
  textMatrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

export interface GroupEffect {
  readonly opacity: number;
  readonly mask: string;
  readonly blendMode: string;
}

/** How an item is painted. */
export interface Paint {
  readonly color: string;
  /** 0 to 1. */
  readonly opacity: number;
  /** A digest of the soft mask; empty for none. */
  readonly mask: string;
  readonly blendMode: string;
}

/** Larger than any page, so that a clip is always a rectangle. */
const EVERYWHERE: Rectangle = [-1e7, -1e7, 1e7, 1e7];
export const NORMAL = "source-over";

export function initialState(): GraphicsState {
  return {
    matrix: IDENTITY,
    clip: EVERYWHERE,
    clipShape: "",
    group: { opacity: 1, mask: "", blendMode: NORMAL },
    fillColor: "#000000",
    strokeColor: "#000000",
    fillOpacity: 1,
    strokeOpacity: 1,
    lineWidth: 1,
    blendMode: NORMAL,
    mask: "",
    font: undefined,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderingMode: 0,
    textMatrix: IDENTITY,
    x: 0,
    y: 0,
    lineX: 0,
    lineY: 0,
  };
}

export function paintOf(state: GraphicsState, use: "fill" | "stroke"): Paint {
  const { group } = state;
  return {
    color: use === "fill" ? state.fillColor : state.strokeColor,
    opacity: (use === "fill" ? state.fillOpacity : state.strokeOpacity) * group.opacity,
    mask: `${group.mask}${state.mask}`,
    blendMode: state.blendMode === NORMAL ? group.blendMode : state.blendMode,
  };
}

/** A transparency group starts with a clean state; what held outside acts on the group as a whole. */
export function enterGroup(state: GraphicsState): void {
  state.group = paintOf(state, "fill");
  state.fillOpacity = 1;
  state.strokeOpacity = 1;
  state.mask = "";
  state.blendMode = NORMAL;
}

export function beginText(state: GraphicsState, matrix: Matrix = IDENTITY): void {
  state.textMatrix = matrix;
  state.x = 0;
  state.y = 0;
  state.lineX = 0;
  state.lineY = 0;
}

export function moveText(state: GraphicsState, x: number, y: number): void {
  state.lineX += x;
  state.lineY += y;
  state.x = state.lineX;
  state.y = state.lineY;
}
