// Puts newer agreements into the loaded pages of the list.
import type { Signature, SignatureList } from "@creditnexus/contract";
import type { InfiniteData } from "@tanstack/react-query";

type Pages = InfiniteData<SignatureList, unknown>;

/** The same pages with the newer of each agreement in its place; the same object when nothing is newer. */
export const mergeChanges = (pages: Pages, latest: readonly Signature[]): Pages => {
  const newer = new Map(latest.map((signature) => [signature.signature_id, signature]));
  let changed = false;
  const merged = pages.pages.map((page) => ({
    ...page,
    signatures: page.signatures.map((known) => {
      const other = newer.get(known.signature_id);
      if (other === undefined || other.updated_at <= known.updated_at) return known;
      changed = true;
      return other;
    }),
  }));
  return changed ? { ...pages, pages: merged } : pages;
};
