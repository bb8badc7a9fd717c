// Drawn signatures, check marks, blanks and the watermark as path operators.

import { colorOperator } from "./colors.ts";
import { showLine } from "./draw-text.ts";
import { type Fonts, widthOf } from "./fonts.ts";
import type { BlankMark, CheckMark, StrokesMark, WatermarkMark } from "./marks.ts";
import { numbers, type PageCanvas, turned } from "./page-canvas.ts";

const INK = "#10204a";
const BLACK = "#000000";
const WHITE = "#ffffff";
const GREY = "#808080";
const STROKE_WIDTH = 1.5;
const ROUND_ENDS = "1 J 1 j";

export function drawStrokes(canvas: PageCanvas, mark: StrokesMark): void {
  const xs = mark.segments.flatMap((segment) => [segment.lx, segment.mx]);
  const ys = mark.segments.flatMap((segment) => [segment.ly, segment.my]);
  const left = xs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const right = xs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const top = ys.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const bottom = ys.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const line = mark.width ?? STROKE_WIDTH;
  canvas.add(mark.rectangle, (width, height) => {
    const scale = Math.min(
      Math.max(0, width - line) / Math.max(right - left, 1e-6),
      Math.max(0, height - line) / Math.max(bottom - top, 1e-6),
    );
    // A dot or a single straight stroke has no height to scale by; it keeps its own size.
    const factor = Number.isFinite(scale) && scale < 1e4 ? scale : 1;
    const x = (value: number) => line / 2 + (value - left) * factor;
    const y = (value: number) => line / 2 + (bottom - value) * factor;
    const paths = mark.segments.map(
      ({ lx, ly, mx, my }) => `${numbers(x(lx), y(ly))} m ${numbers(x(mx), y(my))} l`,
    );
    return `${colorOperator(mark.color ?? INK, "stroke")} ${numbers(line)} w ${ROUND_ENDS} ${paths.join(" ")} S`;
  });
}

/** A tick in the largest square in the rectangle's middle. */
export function drawCheck(canvas: PageCanvas, mark: CheckMark): void {
  canvas.add(mark.rectangle, (width, height) => {
    const side = Math.min(width, height);
    const at = (x: number, y: number) =>
      numbers((width - side) / 2 + x * side, (height - side) / 2 + y * side);
    const path = `${at(0.18, 0.52)} m ${at(0.42, 0.24)} l ${at(0.82, 0.8)} l S`;
    return `${colorOperator(mark.color ?? BLACK, "stroke")} ${numbers(side * 0.12)} w ${ROUND_ENDS} ${path}`;
  });
}

export function drawBlank(canvas: PageCanvas, mark: BlankMark): void {
  canvas.add(mark.rectangle, (width, height) => {
    return `${colorOperator(mark.color ?? WHITE, "fill")} 0 0 ${numbers(width, height)} re f`;
  });
}

const WATERMARK_OPACITY = 0.15;
const PART_OF_DIAGONAL = 0.75;

export function drawWatermark(
  canvas: PageCanvas,
  mark: WatermarkMark,
  fonts: Fonts,
  unsupported: Set<string>,
): void {
  const state = canvas.opacity(mark.opacity ?? WATERMARK_OPACITY);
  canvas.add([0, 0, canvas.info.width, canvas.info.height], (width, height) => {
    const pieces = fonts.pieces(mark.text, "sans-bold", unsupported);
    const size = Math.min(
      (Math.hypot(width, height) * PART_OF_DIAGONAL) / Math.max(widthOf(pieces, 1), 1e-6),
      Math.min(width, height) / 4,
    );
    const frame = turned(Math.atan2(height, width), width / 2, height / 2);
    const line = showLine(canvas, pieces, size, -widthOf(pieces, size) / 2, -size / 3);
    return `${state === undefined ? "" : `/${state} gs `}${numbers(...frame)} cm ${colorOperator(mark.color ?? GREY, "fill")} BT ${line} ET`;
  });
}
