// What is asked about drafts and presets.
import type { DraftList } from "@creditnexus/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { desk } from "../../api/desk.ts";

export const draftsQuery = infiniteQueryOptions({
  queryKey: ["drafts", "list"] as const,
  queryFn: ({ pageParam, signal }): Promise<DraftList> =>
    desk.drafts.list({ limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) }, { signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next_cursor ?? undefined,
  // It changes with every save of another screen.
  staleTime: 0,
});

/** Read anew each time it is opened, and never while it is written. */
export const draftQuery = (draftId: string) =>
  queryOptions({
    queryKey: ["drafts", "one", draftId] as const,
    queryFn: ({ signal }) => desk.drafts.get(draftId, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const presetsQuery = queryOptions({
  queryKey: ["presets"] as const,
  queryFn: async ({ signal }) => (await desk.presets.list({ signal })).presets,
});
