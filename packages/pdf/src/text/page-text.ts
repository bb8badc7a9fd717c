// A page's text as callers see it.
import type { Rectangle } from "../rectangle.ts";

export interface TextCharacter {
  readonly char: string;
  readonly rectangle: Rectangle;
}

/** What one text operator shows: a word, a line or a part of it, in the order of the page's content. */
export interface TextRun {
  readonly text: string;
  readonly rectangle: Rectangle;
  /** In points, as seen on the page. */
  readonly fontSize: number;
  readonly chars: readonly TextCharacter[];
  /** True for text that is drawn invisibly, as scanners put it behind their images. */
  readonly hidden: boolean;
}

export interface PageText {
  /** 0-based. */
  readonly page: number;
  /** The page's lines from top to bottom as its reader sees them, joined by line feeds. */
  readonly text: string;
  readonly runs: readonly TextRun[];
}
