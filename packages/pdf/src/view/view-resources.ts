// What an operator refers to by name: fonts and graphics-state dictionaries.
import type { PDFPageProxy } from "pdfjs-dist";
import { property, toNumber, toNumbers } from "./arguments.ts";
import { digestDrawing } from "./digest-drawing.ts";
import type { GraphicsState, ViewFont } from "./graphics-state.ts";

// Where a font states no metrics, these hold for most Latin text faces.
const USUAL_ASCENT = 0.8;
const USUAL_DESCENT = -0.2;
const GLYPH_UNIT = 0.001;

const fontsByPage = new WeakMap<PDFPageProxy, Map<string, ViewFont>>();

export function findFont(page: PDFPageProxy, name: string): ViewFont {
  const fonts = fontsByPage.get(page) ?? new Map<string, ViewFont>();
  fontsByPage.set(page, fonts);
  const known = fonts.get(name);
  if (known !== undefined) return known;
  const font = describeFont(name, page.commonObjs.has(name) ? page.commonObjs.get(name) : undefined);
  fonts.set(name, font);
  return font;
}

function describeFont(id: string, font: unknown): ViewFont {
  const scale = toNumbers(property(font, "fontMatrix"))?.[0];
  const ascent = toNumber(property(font, "ascent"));
  const descent = toNumber(property(font, "descent"));
  return {
    id,
    name: String(property(font, "name") ?? ""),
    glyphScale: scale === undefined || scale === 0 ? GLYPH_UNIT : scale,
    ascent: ascent > 0 && ascent < 2 ? ascent : USUAL_ASCENT,
    descent: descent < 0 && descent > -1 ? descent : USUAL_DESCENT,
    vertical: property(font, "vertical") === true,
  };
}

/** `changes` is pdf.js's list of [key, value] pairs; `mask` is the soft mask drawn just before. */
export function applyGraphicsState(
  state: GraphicsState,
  changes: unknown,
  page: PDFPageProxy,
  mask: string,
): void {
  if (!Array.isArray(changes)) return;
  for (const change of changes) {
    if (!Array.isArray(change)) continue;
    const [key, value] = change;
    if (key === "ca") state.fillOpacity = toNumber(value);
    if (key === "CA") state.strokeOpacity = toNumber(value);
    if (key === "LW") state.lineWidth = toNumber(value);
    if (key === "BM") state.blendMode = String(value);
    if (key === "SMask") state.mask = value === false || value === null ? "" : mask;
    if (key === "Font" && Array.isArray(value)) {
      state.font = findFont(page, String(value[0]));
      state.fontSize = toNumber(value[1]);
    }
  }
}

/** What tells one pattern or shading from another: its drawing, or the definition its name stands for. */
export function describePattern(page: PDFPageProxy, args: readonly unknown[]): string {
  const names = args.filter((item) => typeof item === "string");
  const definitions = names.map((name) => (page.objs.has(name) ? page.objs.get(name) : null));
  return `pattern ${digestDrawing([args, definitions])}`;
}
