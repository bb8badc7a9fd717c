// Where one stands in a new request, as it stands in the address bar.

export interface NewRequestSearch {
  step?: "fields" | "review";
  /** Ids of stored documents to begin with. */
  document?: string[];
  /** The draft that is gone on with. */
  draft?: string;
}

export const parseNewRequestSearch = (search: Record<string, unknown>): NewRequestSearch => {
  const document = [search.document]
    .flat()
    .filter((each) => typeof each === "string" && each.startsWith("doc_"));
  return {
    ...(search.step === "fields" || search.step === "review" ? { step: search.step } : {}),
    ...(typeof search.draft === "string" && search.draft.startsWith("drf_") ? { draft: search.draft } : {}),
    ...(document.length === 0 ? {} : { document: document as string[] }),
  };
};
