// Puts newer agreements into the loaded pages of the list, each where the list's order wants it.
import type { Signature, SignatureList } from "@creditnexus/contract";
import type { InfiniteData } from "@tanstack/react-query";
import type { SignatureSort } from "./list-search.ts";

type Pages = InfiniteData<SignatureList, unknown>;

export interface Changes {
  /** Agreements that may have changed, whether the list shows them or not. */
  changed: readonly Signature[];
  /** Of those, what the list's filters find. */
  found: readonly Signature[];
  sort: SignatureSort;
}

const columns = {
  requested_at: "requested_at",
  "-requested_at": "requested_at",
  expires_at: "expires_at",
  "-expires_at": "expires_at",
  "-updated_at": "updated_at",
} as const;

/** Times on the wire have one form, so that text sorts as they do. */
const comparer = (sort: SignatureSort) => {
  const sign = sort.startsWith("-") ? -1 : 1;
  const keyOf = (each: Signature) => `${each[columns[sort]]} ${each.signature_id}`;
  return (a: Signature, b: Signature) => (keyOf(a) < keyOf(b) ? -sign : keyOf(a) > keyOf(b) ? sign : 0);
};

/**
 * The same pages, with newer agreements in the place of older ones and new ones where they belong; the same object when
 * nothing is to be done. A row that leaves the filter stays until the list is read again, so that one sees what became of
 * it. What belongs behind the last loaded row is left to its page.
 */
export const mergeChanges = (pages: Pages, { changed, found, sort }: Changes): Pages => {
  const compare = comparer(sort);
  const known = new Map(
    pages.pages.flatMap((page) => page.signatures).map((each) => [each.signature_id, each]),
  );
  const newer = new Map<string, Signature>();
  for (const each of changed) {
    const before = known.get(each.signature_id);
    if (before !== undefined && each.updated_at > before.updated_at) newer.set(each.signature_id, each);
  }
  // The two answers are not of the same moment: what was found may have left the filter since. The next answer tells.
  const latest = new Map(changed.map((each) => [each.signature_id, each]));
  for (const each of found) {
    const other = latest.get(each.signature_id);
    const newest = other !== undefined && other.updated_at > each.updated_at ? other : each;
    const before = known.get(each.signature_id);
    const isNews = before === undefined ? newest === each : newest.updated_at > before.updated_at;
    if (isNews) newer.set(each.signature_id, newest);
  }
  const lists = pages.pages.map((page) => page.signatures.filter((each) => !newer.has(each.signature_id)));
  const isWhole = pages.pages.at(-1)?.next_cursor === null;
  let isTouched = false;
  for (const each of newer.values()) {
    const isKnown = known.has(each.signature_id);
    isTouched ||= isKnown;
    const place = lists.findIndex((list) => list.some((other) => compare(each, other) < 0));
    if (place === -1 && !isWhole && !isKnown) continue;
    const list = lists[place === -1 ? lists.length - 1 : place];
    if (list === undefined) continue;
    const index = list.findIndex((other) => compare(each, other) < 0);
    list.splice(index === -1 ? list.length : index, 0, each);
    isTouched = true;
  }
  if (!isTouched) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page, index) => ({ ...page, signatures: lists[index] ?? page.signatures })),
  };
};
