// Finds the characters of DigiSigner's text tags, such as [s:Signer 1]: fields are drawn over them, or they are blanked.
import type { PageText, TextCharacter } from "@creditnexus/pdf";
import type { Box } from "./additions.ts";

const TAG = /^\[\s*[stdci]\s*:\s*[^:]*[^:\s]\s*(?::\s*[ro]\s*)?\]$/;
/** A bracket that never closes must not make a page of terms a tag. */
const LONGEST_TAG = 300;

const tagsOn = (characters: readonly TextCharacter[]): TextCharacter[] => {
  const found: TextCharacter[] = [];
  let open = -1;
  for (const [index, { char }] of characters.entries()) {
    if (char === "[") open = index;
    if (char !== "]" || open < 0) continue;
    const tag = characters.slice(open, index + 1);
    open = -1;
    if (tag.length <= LONGEST_TAG && TAG.test(tag.map((one) => one.char).join(""))) found.push(...tag);
  }
  return found;
};

/** One box for each character, so that nothing beside a tag counts as a part of it. */
export const tagBoxes = (pages: readonly PageText[]): { page: number; rectangle: Box }[] =>
  pages.flatMap(({ page, runs }) =>
    tagsOn(runs.flatMap(({ chars }) => chars)).map(({ rectangle }) => ({ page, rectangle })),
  );
