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

/** None while they are being read. */
export const useTextTags = (draft: Draft): DraftTag[] => {
  const ids = draft.documents.map(({ documentId }) => documentId);
  const { data = NONE } = useQuery({
    queryKey: ["text-tags", ids],
    queryFn: async () => (await Promise.all(ids.map(tagsOf))).flat(),
    enabled: ids.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data;
};
