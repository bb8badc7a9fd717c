// Places the glyphs of one text operator and moves the pen on, by the rules of PDF 32000-1, 9.4.4.
import { boundsOf, type Matrix, multiply } from "../matrix.ts";
import { type Rectangle, round, rounded, union } from "../rectangle.ts";
import { property, toNumber } from "./arguments.ts";
import { type GraphicsState, paintOf } from "./graphics-state.ts";
import type { ShownCharacter, ShownText } from "./shown.ts";

const INVISIBLE_MODES = new Set([3, 7]);
const STROKE_ONLY = 1;
const OUTLINED_MODES = new Set([1, 2, 5, 6]);

export function showText(state: GraphicsState, glyphs: unknown): ShownText | undefined {
  const { font } = state;
  if (font === undefined || !Array.isArray(glyphs)) return undefined;
  const place = multiply(state.textMatrix, state.matrix);
  const chars: ShownCharacter[] = [];
  for (const glyph of glyphs) {
    if (typeof glyph === "number") {
      advance(state, (-glyph * state.fontSize) / 1000, 0);
      continue;
    }
    const width = toNumber(property(glyph, "width")) * font.glyphScale * state.fontSize;
    const char = property(glyph, "unicode");
    if (typeof char === "string") {
      // Type 3 fonts draw by name, others by the code of the glyph's outline.
      const drawing = property(glyph, "operatorListId");
      const code = String(drawing ?? property(glyph, "fontChar") ?? "");
      const isMissing = drawing === undefined && property(glyph, "isInFont") === false && code.trim() === "";
      chars.push({ char, glyph: code, isMissing, rectangle: glyphBox(state, place, width) });
    }
    const isSpace = property(glyph, "isSpace") === true;
    advance(state, width, state.charSpacing + (isSpace ? state.wordSpacing : 0));
  }
  const first = chars[0];
  if (first === undefined) return undefined;
  const paint = paintOf(state, state.renderingMode === STROKE_ONLY ? "stroke" : "fill");
  return {
    kind: "text",
    text: chars.map((item) => item.char).join(""),
    rectangle: chars.reduce((box, item) => union(box, item.rectangle), first.rectangle),
    clip: state.clip,
    clipShape: state.clipShape,
    paint,
    outlined: describeOutline(state),
    fontSize: round(Math.abs(state.fontSize) * Math.hypot(place[2], place[3])),
    fontId: font.id,
    chars,
    hidden: INVISIBLE_MODES.has(state.renderingMode) || paint.opacity === 0,
  };
}

/** A thick white outline hides the character it is drawn around. */
function describeOutline(state: GraphicsState): string {
  if (!OUTLINED_MODES.has(state.renderingMode)) return "";
  const { color, opacity } = paintOf(state, "stroke");
  return `${state.renderingMode} ${color} ${opacity.toFixed(2)} ${state.lineWidth.toFixed(1)}`;
}

function advance(state: GraphicsState, width: number, spacing: number): void {
  // Vertical writing runs downwards and is not scaled horizontally.
  if (state.font?.vertical === true)
    state.y -= spacing === 0 && width !== 0 ? width : state.fontSize + spacing;
  else state.x += (width + spacing) * state.horizontalScale;
}

function glyphBox(state: GraphicsState, place: Matrix, width: number): Rectangle {
  const { font, fontSize, rise } = state;
  const ascent = (font?.ascent ?? 0) * fontSize;
  const descent = (font?.descent ?? 0) * fontSize;
  const y = state.y + rise;
  return rounded(
    boundsOf(place, [state.x, y + descent, state.x + width * state.horizontalScale, y + ascent]),
  );
}
