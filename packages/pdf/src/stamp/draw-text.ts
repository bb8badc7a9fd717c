// Text as content operators, in embedded fonts by glyph number.

import { colorOperator } from "./colors.ts";
import type { Fonts, Piece } from "./fonts.ts";
import { type Layout, LINE_HEIGHT, layoutText } from "./layout-text.ts";
import type { TextMark } from "./marks.ts";
import { numbers, type PageCanvas } from "./page-canvas.ts";

/** Parts of the em above and below the baseline that text is centred by. */
const ABOVE = 0.76;
const BELOW = 0.24;
const BLACK = "#000000";

export function drawText(canvas: PageCanvas, mark: TextMark, fonts: Fonts, unsupported: Set<string>): void {
  const state = canvas.opacity(mark.opacity);
  canvas.add(mark.rectangle, (width, height) => {
    const box = { text: mark.text, font: mark.font ?? "sans", fontSize: mark.fontSize, width, height };
    const layout = layoutText(box, fonts, unsupported);
    const placed = layout.lines.map((line, index) => ({
      pieces: line.pieces,
      x: alignedX(mark.align, line.width, width),
      y: topBaseline(mark.valign, layout, height) - index * layout.size * LINE_HEIGHT,
    }));
    const lines = placed.map((line) => showLine(canvas, line.pieces, layout.size, line.x, line.y));
    return `${state === undefined ? "" : `/${state} gs `}${colorOperator(mark.color ?? BLACK, "fill")} BT ${lines.join(" ")} ET`;
  });
}

export function showLine(
  canvas: PageCanvas,
  pieces: readonly Piece[],
  size: number,
  x: number,
  y: number,
): string {
  const shown = pieces.map(({ font, text }) => {
    const glyphs = font.encodeTextToGids(text).map((glyph) => glyph.toString(16).padStart(4, "0"));
    return `/${canvas.page.registerFont(font)} ${numbers(size)} Tf <${glyphs.join("")}> Tj`;
  });
  return `1 0 0 1 ${numbers(x, y)} Tm ${shown.join(" ")}`;
}

function alignedX(align: TextMark["align"], lineWidth: number, width: number): number {
  if (align === "center") return (width - lineWidth) / 2;
  if (align === "right") return width - lineWidth;
  return 0;
}

function topBaseline(valign: TextMark["valign"], layout: Layout, height: number): number {
  const below = (layout.lines.length - 1) * layout.size * LINE_HEIGHT;
  if (valign === "top") return height - layout.size * ABOVE;
  if (valign === "bottom") return below + layout.size * BELOW;
  const total = below + layout.size * (ABOVE + BELOW);
  return (height + total) / 2 - layout.size * ABOVE;
}
