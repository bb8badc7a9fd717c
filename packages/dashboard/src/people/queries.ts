// What the people screen asks for.
import type { PersonList } from "@creditnexus/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";

export const PEOPLE_KEY = ["people"] as const;

export const peopleQuery = infiniteQueryOptions({
  queryKey: PEOPLE_KEY,
  queryFn: ({ pageParam }): Promise<PersonList> =>
    desk.people.list({ limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});
