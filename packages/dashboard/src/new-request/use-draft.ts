// The draft of this person in this browser: kept as it is typed, so that a reload or a lost session costs nothing.
import { useCallback, useEffect, useState } from "react";
import { useOwner } from "../session/use-session.ts";
import { type Draft, emptyDraft, emptySigner, isBlank } from "./draft.ts";

const VERSION = 1;
export const draftStorageKey = (owner: string): string => `creditnexus.draft.${owner}`;

/** Reads a kept draft; one of another version or shape is left alone and not used. */
export const readDraft = (text: string | null): Draft | undefined => {
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text) as { version?: number; draft?: Draft };
    if (kept.version !== VERSION || kept.draft === undefined) return undefined;
    const signers = kept.draft.signers.map((signer) => ({ ...emptySigner(), ...signer }));
    return { ...emptyDraft(), ...kept.draft, signers };
  } catch (error) {
    console.warn("The kept draft could not be read", error);
    return undefined;
  }
};

/** What is kept: everything but access codes, which are secrets. */
export const keptDraft = (draft: Draft): string =>
  JSON.stringify({
    version: VERSION,
    draft: { ...draft, signers: draft.signers.map((signer) => ({ ...signer, accessCode: "" })) },
  });

export const useDraft = () => {
  const storageKey = draftStorageKey(useOwner());
  const [restored] = useState(() => readDraft(localStorage.getItem(storageKey)));
  const [draft, setDraft] = useState<Draft>(restored ?? emptyDraft);
  const [wasRestored, setWasRestored] = useState(restored !== undefined && !isBlank(restored));

  useEffect(() => {
    if (isBlank(draft)) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, keptDraft(draft));
  }, [draft, storageKey]);

  const patch = useCallback(
    (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) =>
      setDraft((before) => ({ ...before, ...(typeof part === "function" ? part(before) : part) })),
    [],
  );
  const startOver = useCallback(() => {
    setDraft(emptyDraft());
    setWasRestored(false);
  }, []);
  const forget = useCallback(() => localStorage.removeItem(storageKey), [storageKey]);
  return { draft, patch, startOver, wasRestored, forget };
};
