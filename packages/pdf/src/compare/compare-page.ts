// Compares one page of both files: what is gone, what changed, what was put over it, what was added.
import { boundsAround, type Rectangle } from "../rectangle.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import type { Addition, Difference } from "./compare-report.ts";
import { asCover, type Cover, isCovered } from "./covering.ts";
import { describeMissing, MOST_REASONS, shortened } from "./describe-missing.ts";
import { matchTokens } from "./match-tokens.ts";
import type { ComparedPage } from "./read-page.ts";
import type { Token } from "./tokens.ts";

export interface PageComparison {
  readonly differences: readonly Difference[];
  readonly additions: readonly Addition[];
}

/** Rectangles of `expected` are in user space; whatever lies in them may be covered. */
export function comparePage(
  page: number,
  original: ComparedPage,
  signed: ComparedPage,
  expected: readonly Rectangle[],
): PageComparison {
  const { counterpart, added } = matchTokens(original.tokens, signed.tokens);
  const missing = original.tokens.filter(
    (token, index) => counterpart[index] === -1 && !isDecoration(token, original),
  );
  const addedTokens = added.flatMap((index) => signed.tokens[index] ?? []);
  const kept = original.tokens.flatMap((token, index) => {
    const place = counterpart[index] ?? -1;
    return place === -1 ? [] : [{ token, before: index, place }];
  });
  const annotations = compareAnnotations(page, original.annotations, signed.annotations);
  const covered = findCovered(kept, signed.tokens, added, expected);
  return {
    differences: [
      ...describeMissing(page, missing, addedTokens),
      ...describeCovered(page, covered),
      ...annotations.differences,
    ],
    additions: [...describeAdded(page, addedTokens, signed, annotations.addedIds), ...annotations.additions],
  };
}

/** The frame and the combs of a field nobody had filled in: whoever fills it draws them anew. */
function isDecoration(token: Token, page: ComparedPage): boolean {
  if (token.kind !== "path" || token.item.annotation === undefined) return false;
  return page.annotations.some(({ id, isEmptyField }) => id === token.item.annotation && isEmptyField);
}

interface Kept {
  readonly token: Token;
  /** Its place in the original's drawing order. */
  readonly before: number;
  /** Its place in the signed page's drawing order. */
  readonly place: number;
}

/** What is drawn later hides what is drawn earlier: additions, and original parts that changed their turn. */
function findCovered(
  kept: readonly Kept[],
  signed: readonly Token[],
  added: readonly number[],
  expected: readonly Rectangle[],
): Token[] {
  const additions = added.flatMap((index) => coverAt(signed, index));
  const moved = kept.filter((entry, index) => entry.place < (kept[index - 1]?.place ?? -1));
  const firstMoved = Math.min(...moved.map((entry) => entry.place));
  const turned = kept
    .filter((entry) => moved.length > 0 && entry.place >= firstMoved)
    .flatMap((entry) => coverAt(signed, entry.place).map((cover) => ({ ...cover, before: entry.before })));
  return kept
    .filter(({ token }) => !expected.some((area) => holds(area, token.rectangle)))
    .filter(({ token, before, place }) => {
      const later = additions.filter((cover) => cover.place > place);
      const overtook = turned.filter((cover) => cover.place > place && cover.before < before);
      return isCovered(token, later) || isCovered(token, overtook);
    })
    .map(({ token }) => token);
}

function coverAt(signed: readonly Token[], place: number): Cover[] {
  const token = signed[place];
  const cover = token === undefined ? undefined : asCover(token, place);
  return cover === undefined ? [] : [cover];
}

function holds(area: Rectangle, rectangle: Rectangle): boolean {
  const [x, y] = [(rectangle[0] + rectangle[2]) / 2, (rectangle[1] + rectangle[3]) / 2];
  return x >= area[0] - 1 && x <= area[2] + 1 && y >= area[1] - 1 && y <= area[3] + 1;
}

/** One difference for each run of text or image that lies under something. */
function describeCovered(page: number, covered: readonly Token[]): Difference[] {
  return Array.from(Map.groupBy(covered, (token) => token.item))
    .slice(0, MOST_REASONS)
    .map(([item, tokens]) => {
      const rectangle = boundsAround(tokens.map((token) => token.rectangle));
      const text = tokens.map((token) => token.char).join("");
      const what = item.kind === "text" ? `the text "${shortened(text)}"` : "an image";
      const reason = `Page ${page + 1}: ${what} of the original can no longer be read, something was drawn over it.`;
      return { page, kind: "covered", reason, rectangle, ...(item.kind === "text" ? { text } : {}) };
    });
}

function describeAdded(
  page: number,
  added: readonly Token[],
  signed: ComparedPage,
  listedAnnotations: ReadonlySet<string>,
): Addition[] {
  const byItem = Map.groupBy(added, (token) => token.item);
  return Array.from(byItem).flatMap(([item, tokens]): Addition[] => {
    if (item.annotation !== undefined && listedAnnotations.has(item.annotation)) return [];
    const field = signed.annotations.find((entry) => entry.id === item.annotation)?.field ?? "";
    const rectangle = boundsAround(tokens.map((token) => token.rectangle));
    if (item.kind === "text") {
      const text = tokens.map((token) => token.char).join("");
      const whole = tokens.length === item.chars.filter(({ char }) => char.trim() !== "").length;
      return [
        { page, kind: field === "" ? "text" : "field_value", rectangle, text: whole ? item.text : text },
      ];
    }
    return [{ page, kind: item.kind === "image" ? "image" : "drawing", rectangle }];
  });
}
