// Keeps the loaded pages of the list fresh from one small call instead of reading every page again.
import type { Signature } from "@creditnexus/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ListSearch } from "./list-search.ts";
import { mergeChanges } from "./merge-changes.ts";
import { attentionQuery, latestChangesQuery, listQuery, signatureKey } from "./queries.ts";

/** Follows the desk while the list is on screen; pauses while the tab is hidden. */
export const useLiveList = (search: ListSearch): void => {
  const queryClient = useQueryClient();
  const { data: latest } = useQuery(latestChangesQuery);
  useEffect(() => {
    if (latest === undefined) return;
    const { queryKey } = listQuery(search);
    const pages = queryClient.getQueryData(queryKey);
    if (pages === undefined) return;
    const known = new Set(pages.pages.flatMap((page) => page.signatures.map((each) => each.signature_id)));
    const merged = mergeChanges(pages, latest);
    if (merged !== pages) {
      queryClient.setQueryData(queryKey, merged);
      void queryClient.invalidateQueries({ queryKey: attentionQuery.queryKey });
    }
    for (const signature of latest) queryClient.setQueryData(signatureKey(signature.signature_id), signature);
    const top = pages.pages[0]?.signatures[0]?.requested_at ?? "";
    const isNew = (each: Signature) => !known.has(each.signature_id) && each.requested_at > top;
    if (latest.some(isNew)) void queryClient.invalidateQueries({ queryKey: ["signatures", "list"] });
  }, [latest, queryClient, search]);
};
