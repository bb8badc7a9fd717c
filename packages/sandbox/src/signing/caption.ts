// The line under a signature that says what it is: as much as fits beside the text around the field.

/** Who signs and when. */
export interface SignerStamp {
  email: string;
  /** RFC 3339. */
  at: string;
}

export const CAPTION_SIZE = 4;

// Upper bounds in points at that size, of the font that captions are set in; letters of no class take the last.
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[iIjJl.,:· -]/, 1.45],
  [/[frt]/, 1.65],
  [/[mMwW@]/, 4],
  [/[A-Z]/, 3.2],
  [/[a-z0-9_+]/, 2.55],
];
const WIDEST = 4.2;

/** The fullest line that fits the width; in a very narrow field the shortest, which may reach beyond it. */
export function captionFor({ email, at }: SignerStamp, width: number): string {
  const what = "SANDBOX signature, not binding";
  const candidates = [`${what} · ${email} · ${at}`, `${what} · ${email}`, what];
  return candidates.find((text) => widthOf(text) <= width) ?? "SANDBOX, not binding";
}

function widthOf(text: string): number {
  const widths = [...text].map((char) => WIDTHS.find(([letters]) => letters.test(char))?.[1] ?? WIDEST);
  return widths.reduce((sum, width) => sum + width, 0);
}
