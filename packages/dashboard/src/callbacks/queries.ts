// What the journal's screens ask for.
import type { Callback, CallbackList } from "@creditnexus/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import type { CallbackSearch } from "./callback-search.ts";

export const callbacksQuery = (search: CallbackSearch) =>
  infiniteQueryOptions({
    queryKey: ["callbacks", "list", search] as const,
    queryFn: ({ pageParam }): Promise<CallbackList> =>
      desk.callbacks.list({ ...search, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    // Reading on re-reads every loaded page, so only a journal of one page follows by itself.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) === 1 ? 5_000 : false),
  });

/** An outcome that will be followed by another is asked for again; one that waits for something, less often. */
const untilSettled: Partial<Record<Callback["outcome"], number>> = { received: 1_000, unmatched: 5_000 };

export const callbackQuery = (callbackId: string) =>
  queryOptions({
    queryKey: ["callbacks", "one", callbackId] as const,
    queryFn: () => desk.callbacks.get(callbackId),
    refetchInterval: ({ state }) => untilSettled[state.data?.outcome ?? "dead"] ?? false,
  });
