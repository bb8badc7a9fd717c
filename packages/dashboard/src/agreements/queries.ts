// What the agreement screens ask for, and how often.
import type { Signature, SignatureList } from "@creditnexus/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { type ListSearch, listQueryOf } from "./list-search.ts";

/** How fresh an open agreement is kept on screen: each step of a signer shows within two seconds. */
export const LIVE_INTERVAL = 1_500;

export const signatureKey = (signatureId: string) => ["signatures", "one", signatureId] as const;
export const timelineKey = (signatureId: string) => ["signatures", "timeline", signatureId] as const;

export const listQuery = (search: ListSearch) =>
  infiniteQueryOptions({
    queryKey: ["signatures", "list", search] as const,
    queryFn: ({ pageParam, signal }): Promise<SignatureList> =>
      desk.signatures.list(
        { ...listQueryOf(search), limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    // Reading again means every loaded page, one after the other; the last changes tell what was missed.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** How many of the last changes one call tells. */
export const LATEST = 25;

/** The agreements changed last: one small call keeps any number of loaded pages fresh. */
export const latestChangesQuery = queryOptions({
  queryKey: ["signatures", "latest"] as const,
  queryFn: async ({ signal }): Promise<Signature[]> =>
    (await desk.signatures.list({ sort: "-updated_at", limit: LATEST }, { signal })).signatures,
  refetchInterval: LIVE_INTERVAL,
  staleTime: 0,
});

/** The same of what the list's filters find. */
export const latestFoundQuery = ({ sort: _sort, ...filters }: ListSearch) =>
  queryOptions({
    queryKey: ["signatures", "latest", filters] as const,
    queryFn: async ({ signal }): Promise<Signature[]> => {
      const query = { ...listQueryOf(filters), sort: "-updated_at", limit: LATEST } as const;
      return (await desk.signatures.list(query, { signal })).signatures;
    },
    refetchInterval: LIVE_INTERVAL,
    staleTime: 0,
    // An old answer would put back what has left the filter since.
    gcTime: 0,
  });

export const attentionQuery = queryOptions({
  queryKey: ["signatures", "attention"] as const,
  queryFn: ({ signal }) => desk.attention({ limit: 50 }, { signal }),
  refetchInterval: 15_000,
});

export const signatureQuery = (signatureId: string) =>
  queryOptions({
    queryKey: signatureKey(signatureId),
    queryFn: ({ signal }) => desk.signatures.get(signatureId, { signal }),
  });

export const timelineQuery = (signatureId: string) =>
  queryOptions({
    queryKey: timelineKey(signatureId),
    queryFn: async () => (await desk.signatures.timeline(signatureId)).events,
  });
