// What the document screens ask for.
import type { DocumentList } from "@creditnexus/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";

export const documentsQuery = (search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["documents", "list", search ?? ""] as const,
    queryFn: ({ pageParam }): Promise<DocumentList> =>
      desk.documents.list({
        limit: 50,
        ...(search === undefined ? {} : { search }),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const documentQuery = (documentId: string) =>
  queryOptions({
    queryKey: ["documents", "one", documentId] as const,
    queryFn: () => desk.documents.get(documentId),
    // A stored document never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const documentSignaturesQuery = (documentId: string) =>
  queryOptions({
    queryKey: ["signatures", "of-document", documentId] as const,
    queryFn: () => desk.signatures.listOfDocument(documentId),
  });

export const loadContent = async (documentId: string): Promise<ArrayBuffer> =>
  (await desk.documents.content(documentId)).arrayBuffer();
