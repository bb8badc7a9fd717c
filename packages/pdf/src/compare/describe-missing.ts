// Turns original parts that are gone into sentences: changed into something else, or removed.
import { boundsAround, intersection } from "../rectangle.ts";
import type { Difference } from "./compare-report.ts";
import type { Token } from "./tokens.ts";

/** More than a person reads; the first ones tell what happened. */
export const MOST_REASONS = 20;

export function describeMissing(
  page: number,
  missing: readonly Token[],
  added: readonly Token[],
): Difference[] {
  const byItem = Map.groupBy(missing, (token) => token.item);
  return Array.from(byItem)
    .slice(0, MOST_REASONS)
    .map(([item, tokens]) => {
      const rectangle = boundsAround(tokens.map((token) => token.rectangle));
      const instead = added.filter((token) => intersection(token.rectangle, item.rectangle) !== undefined);
      const place = `Page ${page + 1}`;
      if (item.kind === "text") {
        const now = textOf(instead);
        if (now === "") {
          return {
            page,
            kind: "content_removed",
            rectangle,
            reason: `${place}: the text "${shortened(item.text)}" is gone.`,
          };
        }
        const how =
          now === textOf(tokens)
            ? "stands there in another place, colour or shape"
            : `was changed; "${shortened(now)}" stands where "${shortened(textOf(tokens))}" stood`;
        return {
          page,
          kind: "text_changed",
          rectangle,
          reason: `${place}: the text "${shortened(item.text)}" ${how}.`,
        };
      }
      if (item.kind === "image") {
        const changed = instead.some((token) => token.kind === "image");
        return {
          page,
          kind: changed ? "image_changed" : "content_removed",
          rectangle,
          reason: `${place}: an image of the original ${changed ? "was exchanged for another" : "is gone"}.`,
        };
      }
      return {
        page,
        kind: "content_removed",
        rectangle,
        reason: `${place}: a line or shape of the original is gone.`,
      };
    });
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.char).join("");
}

export function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 80 ? text : `${characters.slice(0, 77).join("")}…`;
}
