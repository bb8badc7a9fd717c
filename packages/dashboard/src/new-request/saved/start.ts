// What a request starts from: a saved draft, what this browser kept of it, or nothing.
import type { Draft as WireDraft } from "@creditnexus/contract";
import { type Draft, emptyDraft, isBlank } from "../draft.ts";
import { contentOf, draftOf } from "./draft-content.ts";
import type { Kept } from "./kept-draft.ts";

export interface SavedDraft {
  id: string;
  /** The one that the next save is made from. */
  version: number;
  draft: Draft;
}

export interface Start {
  draft: Draft;
  saved: SavedDraft | undefined;
  /** Something unsaved was found in this browser. */
  wasKept: boolean;
  /** Ids of stored documents that it was asked for. */
  documents: readonly string[];
}

export const startNew = (kept: Kept | undefined, documents: readonly string[] = []): Start => ({
  draft: kept?.draft ?? emptyDraft(),
  saved: undefined,
  wasKept: kept !== undefined && !isBlank(kept.draft),
  documents,
});

/** Whether what was kept is another request than the one asked for: its documents are others. */
export const isAnother = (kept: Kept | undefined, documents: readonly string[]): kept is Kept =>
  kept !== undefined &&
  !isBlank(kept.draft) &&
  documents.some((id) => kept.draft.documents.every(({ documentId }) => documentId !== id));

/** What was typed and not saved goes on from the version it was typed over; its save finds out whether there is a later one. */
export const startFrom = (wire: WireDraft, kept: Kept | undefined): Start => {
  const saved = { id: wire.draft_id, version: wire.version, draft: draftOf(wire) };
  if (kept === undefined || JSON.stringify(contentOf(kept.draft)) === JSON.stringify(contentOf(saved.draft)))
    return { draft: saved.draft, saved, wasKept: false, documents: [] };
  const version = kept.base ?? wire.version;
  return { draft: kept.draft, saved: { ...saved, version }, wasKept: true, documents: [] };
};
