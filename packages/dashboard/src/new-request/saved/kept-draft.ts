// What is typed and not yet saved, as it is kept in the browser, and read again.
import { type Draft, emptyDraft, emptySigner, withoutCode } from "../draft.ts";

const VERSION = 1;

/** Of the request that was never saved, or of one draft. */
export const draftStorageKey = (owner: string, draftId?: string): string =>
  `creditnexus.draft.${owner}${draftId === undefined ? "" : `.${draftId}`}`;

export interface Kept {
  draft: Draft;
  /** The version of the saved draft that this was typed over; undefined for one that was never saved. */
  base: number | undefined;
}

/** Reads what was kept; what has another version or shape is left alone and not used. */
export const readKept = (text: string | null): Kept | undefined => {
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text) as { version?: number; base?: number; draft?: Draft };
    if (kept.version !== VERSION || kept.draft === undefined) return undefined;
    const draft = { ...emptyDraft(), ...kept.draft };
    return { draft: { ...draft, signers: draft.signers.map(emptySigner) }, base: kept.base };
  } catch (error) {
    console.warn("The kept draft could not be read", error);
    return undefined;
  }
};

/** What is kept: everything but access codes, which are secrets; that there was one is kept, so that it is asked for. */
export const keptText = (draft: Draft, base?: number): string =>
  JSON.stringify({ version: VERSION, base, draft: { ...draft, signers: draft.signers.map(withoutCode) } });
