// A draft as it is kept in the browser, and read again.
import { type Draft, emptyDraft, emptySigner, withoutCode } from "./draft.ts";

const VERSION = 1;

export const draftStorageKey = (owner: string): string => `creditnexus.draft.${owner}`;

/** Reads a kept draft; one of another version or shape is left alone and not used. */
export const readDraft = (text: string | null): Draft | undefined => {
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text) as { version?: number; draft?: Draft };
    if (kept.version !== VERSION || kept.draft === undefined) return undefined;
    const draft = { ...emptyDraft(), ...kept.draft };
    return { ...draft, signers: draft.signers.map(emptySigner) };
  } catch (error) {
    console.warn("The kept draft could not be read", error);
    return undefined;
  }
};

/** What is kept: everything but access codes, which are secrets; that there was one is kept, so that it is asked for. */
export const keptDraft = (draft: Draft): string =>
  JSON.stringify({ version: VERSION, draft: { ...draft, signers: draft.signers.map(withoutCode) } });
