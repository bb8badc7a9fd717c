// Converts drafts to their form on the wire; their content is kept in it.
import type { DraftSummary, Draft as Wire } from "@creditnexus/contract";
import type { Draft } from "./draft.ts";

const summaryOf = (draft: Draft): Omit<DraftSummary, "signers"> => ({
  draft_id: draft.draftId,
  version: draft.version,
  title: draft.content.title.trim() || (draft.documents[0]?.title ?? ""),
  documents: draft.documents.map(({ documentId, title, pageCount, size }) => ({
    document_id: documentId,
    title,
    page_count: pageCount,
    size,
  })),
  created_at: draft.createdAt.toISOString(),
  updated_at: draft.updatedAt.toISOString(),
});

export const draftToWire = (draft: Draft): Wire => ({ ...summaryOf(draft), content: draft.content });

export const draftSummaryToWire = (draft: Draft): DraftSummary => ({
  ...summaryOf(draft),
  signers: draft.content.signers
    .map(({ name, email }) => name.trim() || email.trim())
    .filter((name) => name !== ""),
});
