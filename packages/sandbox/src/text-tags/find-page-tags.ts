// Finds the text tags of a page: in the order of its content, and in the order of reading.
import type { PageText } from "@creditnexus/pdf";
import type { Rectangle } from "../signing/session.ts";
import type { Box, Rotation } from "./as-read.ts";
import { inReadingOrder, lineUp } from "./characters.ts";
import { coverOf } from "./cover.ts";
import { findTextTags, type PositionedCharacter, type TextTag } from "./parse.ts";

/** A tag on its page, with what hides it. */
export interface PageTag {
  type: TextTag["type"];
  role: string;
  required: boolean;
  page: number;
  rectangle: Rectangle;
  cover: Box[];
}

/**
 * The content goes first, since it follows columns that reading line by line would mix. What draws the lower line of
 * a tag first, or a word of it later, is found by reading; those tags come last.
 */
export function findPageTags({ page, runs }: PageText, rotation: Rotation): PageTag[] {
  const drawn = findTextTags(lineUp(runs, rotation));
  const used = new Set<PositionedCharacter>(drawn.flatMap((tag) => tag.characters));
  const read = findTextTags(lineUp(inReadingOrder(runs, rotation), rotation));
  const missed = read.filter(({ characters }) => !characters.some((one) => used.has(one)));
  const letters = runs.flatMap((run) => run.chars);
  return [...drawn, ...missed].map(({ characters, ...tag }) => {
    const own = new Set(characters);
    const others = letters.filter((one) => !own.has(one));
    return { ...tag, page, cover: coverOf(characters, others, rotation) };
  });
}
