// Keeps the request that is being written: in this browser at once, at the service as soon as it was saved as a draft.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { desk } from "../../api/desk.ts";
import { useOwner } from "../../session/use-session.ts";
import { type Draft, isBlank } from "../draft.ts";
import { type Autosave, createAutosave, type SaveState } from "./autosave.ts";
import { contentOf, draftOf } from "./draft-content.ts";
import { draftStorageKey, keptText } from "./kept-draft.ts";
import { draftsQuery } from "./queries.ts";
import type { SavedDraft, Start } from "./start.ts";

export type DraftState = SaveState | { kind: "unsaved" } | { kind: "creating" };

export interface UseSavedDraftOptions {
  start: Start;
  draft: Draft;
  replace: (draft: Draft) => void;
  /** It has an id now, to be put into the address. */
  onCreated: (draftId: string) => void;
}

export const useSavedDraft = ({ start, draft, replace, onCreated }: UseSavedDraftOptions) => {
  // Of whoever began to write: another person who signs in over it has drafts of their own.
  const owner = useRef(useOwner()).current;
  const queryClient = useQueryClient();
  const [state, setState] = useState<DraftState>({ kind: start.saved === undefined ? "unsaved" : "saved" });
  const saved = useRef<{ id: string; autosave: Autosave } | undefined>(undefined);
  const latest = useRef(draft);
  latest.current = draft;
  const isSent = useRef(false);

  const begin = useCallback(
    ({ id, version, draft: as }: SavedDraft) => {
      const key = draftStorageKey(owner, id);
      const autosave = createAutosave({
        draft: as,
        version,
        put: async (from, content) => (await desk.drafts.save(id, { version: from, content })).version,
        keep: (unsaved) =>
          unsaved === undefined
            ? localStorage.removeItem(key)
            : localStorage.setItem(key, keptText(unsaved.draft, unsaved.base)),
        onState: setState,
      });
      saved.current = { id, autosave };
      return autosave;
    },
    [owner],
  );

  useEffect(() => {
    if (start.saved !== undefined && saved.current === undefined) begin(start.saved);
    // What was typed just before leaving goes out at once.
    return () => void saved.current?.autosave.flush();
  }, [begin, start.saved]);

  useEffect(() => {
    if (isSent.current) return;
    if (saved.current !== undefined) {
      saved.current.autosave.changed(draft);
      return;
    }
    const key = draftStorageKey(owner);
    if (isBlank(draft)) localStorage.removeItem(key);
    else localStorage.setItem(key, keptText(draft));
  }, [draft, owner]);

  const create = async () => {
    setState({ kind: "creating" });
    let made: Awaited<ReturnType<typeof desk.drafts.create>>;
    try {
      made = await desk.drafts.create({ content: contentOf(draft) });
    } catch (error) {
      setState({ kind: "failed", error });
      return;
    }
    setState({ kind: "saved" });
    localStorage.removeItem(draftStorageKey(owner));
    // Somebody may have typed on meanwhile.
    begin({ id: made.draft_id, version: made.version, draft }).changed(latest.current);
    onCreated(made.draft_id);
    void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
  };

  /** Reads what is kept now and either takes it or writes over it, as a person chose. */
  const settle = async (which: "theirs" | "mine") => {
    const known = saved.current;
    if (known === undefined) return;
    let wire: Awaited<ReturnType<typeof desk.drafts.get>>;
    try {
      wire = await desk.drafts.get(known.id);
    } catch (error) {
      known.autosave.unsettled(error);
      return;
    }
    if (which === "mine") {
      known.autosave.rebase(wire.version);
      await known.autosave.flush();
      return;
    }
    const theirs = draftOf(wire);
    known.autosave.rebase(wire.version, theirs);
    replace(theirs);
  };

  return {
    state,
    /** Saves it as a draft, or again after a failure. */
    save: () => (saved.current === undefined ? create() : saved.current.autosave.flush()),
    takeTheirs: () => settle("theirs"),
    keepMine: () => settle("mine"),
    /** The draft is gone, what is on the screen becomes another one. */
    saveAsNew() {
      saved.current?.autosave.stop();
      saved.current = undefined;
      return create();
    },
    /** After the last step: it was sent, and is no draft any more. */
    async finish() {
      isSent.current = true;
      localStorage.removeItem(draftStorageKey(owner));
      const known = saved.current;
      if (known === undefined) return;
      known.autosave.stop();
      await desk.drafts.delete(known.id);
      void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
    },
  };
};
