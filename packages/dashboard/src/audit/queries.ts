// What the audit screen asks for.
import type { AuditList } from "@creditnexus/contract";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { type AuditSearch, auditQueryOf } from "./audit-search.ts";

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", search] as const,
    queryFn: ({ pageParam }): Promise<AuditList> =>
      desk.audit.list({
        ...auditQueryOf(search),
        limit: 50,
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
