// The draft of this person in this browser: kept as it is typed, so that a reload or a lost session costs nothing.
import { useCallback, useEffect, useState } from "react";
import { useOwner } from "../session/use-session.ts";
import { changed, type Draft, emptyDraft, isBlank } from "./draft.ts";
import { draftStorageKey, keptDraft, readDraft } from "./kept-draft.ts";

export const useDraft = () => {
  const owner = useOwner();
  // Of whoever began to write: another person who signs in over it has a draft of their own.
  const [storageKey] = useState(() => draftStorageKey(owner));
  const [restored] = useState(() => readDraft(localStorage.getItem(storageKey)));
  const [draft, setDraft] = useState<Draft>(restored ?? emptyDraft);
  const [wasRestored, setWasRestored] = useState(restored !== undefined && !isBlank(restored));

  useEffect(() => {
    if (isBlank(draft)) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, keptDraft(draft));
  }, [draft, storageKey]);

  const patch = useCallback(
    (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) =>
      setDraft((before) => changed(before, typeof part === "function" ? part(before) : part)),
    [],
  );
  const startOver = useCallback(() => {
    setDraft(emptyDraft());
    setWasRestored(false);
  }, []);
  const forget = useCallback(() => localStorage.removeItem(storageKey), [storageKey]);
  return { draft, patch, startOver, wasRestored, forget };
};
