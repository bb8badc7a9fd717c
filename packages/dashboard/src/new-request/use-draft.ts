// The request as it is being written, and the ways to change it.
import { useCallback, useState } from "react";
import { changed, type Draft } from "./draft.ts";

export const useDraft = (start: Draft) => {
  const [draft, setDraft] = useState<Draft>(start);
  const patch = useCallback(
    (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) =>
      setDraft((before) => changed(before, typeof part === "function" ? part(before) : part)),
    [],
  );
  /** Another draft in its place, with the key of its own sending. */
  return { draft, patch, replace: setDraft };
};
