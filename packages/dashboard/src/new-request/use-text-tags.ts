// The text tags of a draft's documents: read once per document, since a stored document never changes.
import { useQuery } from "@tanstack/react-query";
import { loadContent } from "../documents/queries.ts";
import type { Draft } from "./draft.ts";
import { findTextTags, type TextTag } from "./text-tags.ts";

export interface DraftTag extends TextTag {
  documentId: string;
}

const tagsOf = async (documentId: string): Promise<DraftTag[]> => {
  const { openPdf } = await import("../pdf/engine.ts");
  const pdf = await openPdf(await loadContent(documentId));
  try {
    return (await findTextTags(pdf)).map((tag) => ({ ...tag, documentId }));
  } finally {
    await pdf.loadingTask.destroy();
  }
};

const NONE: DraftTag[] = [];

export interface FoundTags {
  tags: readonly DraftTag[];
  /** While they are being read there are none. */
  isReading: boolean;
  /** Why they could not be read; null when they could. */
  error: unknown;
  retry: () => void;
}

export const useTextTags = (draft: Draft): FoundTags => {
  const ids = draft.documents.map(({ documentId }) => documentId);
  const query = useQuery({
    queryKey: ["text-tags", ids],
    queryFn: async () => (await Promise.all(ids.map(tagsOf))).flat(),
    enabled: ids.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return {
    tags: query.data ?? NONE,
    isReading: query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
  };
};
