// Text of others made harmless for a terminal: a title may carry escape sequences that move the cursor or fake output.
import { stripVTControlCharacters } from "node:util";

/** Without escape sequences and control characters; line breaks become spaces. */
export const safeText = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "");
