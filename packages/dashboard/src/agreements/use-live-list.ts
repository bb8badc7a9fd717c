// Keeps the loaded pages of the list fresh from one or two small calls instead of reading every page again.
import type { Signature } from "@creditnexus/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { isFiltered, type ListSearch } from "./list-search.ts";
import { mergeChanges } from "./merge-changes.ts";
import {
  attentionQuery,
  LATEST,
  latestChangesQuery,
  latestFoundQuery,
  listQuery,
  signatureKey,
} from "./queries.ts";

/** Since when the list is no longer followed, and why. */
export interface Stale {
  since: number;
  error: unknown;
}

const newestOf = (signatures: readonly Signature[]) => signatures[0]?.updated_at ?? "";

/** Whether more has changed since than one call tells: every row of it is newer. */
const hasGap = (latest: readonly Signature[], before: string | undefined) =>
  before !== undefined && latest.length === LATEST && latest.every((each) => each.updated_at > before);

/**
 * Follows the desk while the list is on screen; pauses while the tab is hidden. With filters, the last changes are asked for
 * twice: of all agreements, to renew the rows that left the filter too, and of what the filters find.
 */
export const useLiveList = (search: ListSearch): Stale | undefined => {
  const queryClient = useQueryClient();
  const filtered = isFiltered(search);
  const latest = useQuery(latestChangesQuery);
  const latestFound = useQuery({ ...latestFoundQuery(search), enabled: filtered });
  const { data: changed } = latest;
  const { data: matching } = latestFound;
  const found = filtered ? matching : changed;
  const seen = useRef<{ search: ListSearch; newest: string }>(undefined);
  useEffect(() => {
    if (changed === undefined) return;
    for (const signature of changed)
      queryClient.setQueryData(signatureKey(signature.signature_id), signature);
    if (found === undefined) return;
    const { queryKey } = listQuery(search);
    const before = seen.current?.search === search ? seen.current.newest : undefined;
    seen.current = { search, newest: newestOf(found) };
    if (hasGap(found, before)) {
      void queryClient.invalidateQueries({ queryKey });
      return;
    }
    const pages = queryClient.getQueryData(queryKey);
    if (pages === undefined) return;
    const merged = mergeChanges(pages, {
      changed,
      found,
      sort: search.sort ?? "-requested_at",
    });
    if (merged === pages) return;
    queryClient.setQueryData(queryKey, merged);
    void queryClient.invalidateQueries({ queryKey: attentionQuery.queryKey });
  }, [changed, found, queryClient, search]);
  const failed = [latest, ...(filtered ? [latestFound] : [])].find(({ isError }) => isError);
  return failed && { since: failed.dataUpdatedAt, error: failed.error };
};
