// Chooses for every character a font that can draw it, and reports those that none can.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { EmbeddedFont, PDF } from "@libpdf/core";
import { PdfError } from "../errors.ts";
import type { FontName } from "./marks.ts";
import { unpackWoff } from "./woff.ts";

const require = createRequire(import.meta.url);
const DEJAVU = join(dirname(require.resolve("dejavu-fonts-ttf/package.json")), "ttf");
const SCRIPT = join(
  dirname(require.resolve("@fontsource/dancing-script/package.json")),
  "files/dancing-script",
);
const SANS = `${DEJAVU}/DejaVuSans.ttf`;
/** The files asked for each character, in this order. */
const FILES: Readonly<Record<FontName, readonly string[]>> = {
  sans: [SANS],
  "sans-bold": [`${DEJAVU}/DejaVuSans-Bold.ttf`, SANS],
  serif: [`${DEJAVU}/DejaVuSerif.ttf`, SANS],
  mono: [`${DEJAVU}/DejaVuSansMono.ttf`, SANS],
  script: [
    `${SCRIPT}-latin-400-normal.woff`,
    `${SCRIPT}-latin-ext-400-normal.woff`,
    `${DEJAVU}/DejaVuSerif-Italic.ttf`,
    SANS,
  ],
};
const REPLACEMENT = "?";
/**
 * Scripts that are written from right to left or joined by rules: glyph after glyph from the left would be
 * unreadable, so they count as characters that cannot be drawn.
 */
const NEEDS_SHAPING =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Thai}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

/** A stretch of text in one font. */
export interface Piece {
  readonly font: EmbeddedFont;
  readonly text: string;
}

export interface Fonts {
  /** Splits a line into pieces; characters that no font draws become `?` and are added to `unsupported`. */
  pieces(line: string, name: FontName, unsupported: Set<string>): Piece[];
}

/** DejaVu Sans, for whatever a form's own fonts cannot show. */
export function embedSans(pdf: PDF): EmbeddedFont {
  return pdf.embedFont(readFileSync(SANS));
}

/** `further` are paths of TrueType or OpenType files asked after the built-in fonts. */
export function createFonts(pdf: PDF, further: readonly string[]): Fonts {
  const embedded = new Map<string, EmbeddedFont>();

  function font(file: string): EmbeddedFont {
    const known = embedded.get(file);
    if (known !== undefined) return known;
    const created = further.includes(file) ? embedFile(pdf, file) : embedBuiltIn(pdf, file);
    embedded.set(file, created);
    return created;
  }
  function fontFor(char: string, name: FontName): EmbeddedFont | undefined {
    if (NEEDS_SHAPING.test(char)) return undefined;
    const file = [...FILES[name], ...further].find((candidate) => font(candidate).canEncode(char));
    return file === undefined ? undefined : font(file);
  }

  return {
    pieces(line, name, unsupported) {
      const pieces: { font: EmbeddedFont; text: string }[] = [];
      for (const char of line
        .normalize("NFC")
        .replace(/\t/g, "    ")
        .replace(/[\p{Cc}\p{Cf}]/gu, "")) {
        const found = fontFor(char, name);
        if (found === undefined) unsupported.add(char);
        const drawn = found === undefined ? REPLACEMENT : char;
        const chosen = found ?? font(FILES[name][0] ?? SANS);
        const last = pieces.at(-1);
        if (last?.font === chosen) last.text += drawn;
        else pieces.push({ font: chosen, text: drawn });
      }
      return pieces;
    },
  };
}

function embedBuiltIn(pdf: PDF, file: string): EmbeddedFont {
  const bytes = readFileSync(file);
  return pdf.embedFont(file.endsWith(".woff") ? unpackWoff(bytes) : bytes);
}

function embedFile(pdf: PDF, file: string): EmbeddedFont {
  try {
    return pdf.embedFont(readFileSync(file));
  } catch (cause) {
    throw new PdfError(
      "invalid_font",
      `The font file "${file}" cannot be used (${cause instanceof Error ? cause.message : String(cause)}); give a path of a TrueType or OpenType font.`,
      { cause },
    );
  }
}

export function widthOf(pieces: readonly Piece[], size: number): number {
  return pieces.reduce((width, piece) => width + piece.font.widthOfTextAtSize(piece.text, size), 0);
}
