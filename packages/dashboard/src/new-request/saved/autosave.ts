// Saves a draft a moment after each change, one save at a time, and stops when somebody else saved it meanwhile.
import { ApiError } from "@creditnexus/contract";
import type { Draft } from "../draft.ts";
import { contentOf } from "./draft-content.ts";

export type SaveState =
  | { kind: "saved" }
  /** Changed; a save is due or under way. */
  | { kind: "saving" }
  /** The next change tries again, or a person does. */
  | { kind: "failed"; error: unknown }
  /** There is a later version, by another tab or browser: a person has to say which one is to stay. */
  | {
      kind: "conflict";
      /** Why the later version could not be read, when that was tried. */
      error?: unknown;
    }
  /** Sent or deleted elsewhere. */
  | { kind: "gone" };

export interface AutosaveOptions {
  /** As it was saved last. */
  draft: Draft;
  version: number;
  /** Saves over `version` and answers the new one. */
  put: (version: number, content: ReturnType<typeof contentOf>) => Promise<number>;
  /** Keeps in the browser what is not saved yet; undefined once everything is. */
  keep: (unsaved: { draft: Draft; base: number } | undefined) => void;
  onState: (state: SaveState) => void;
  delayMs?: number;
}

export interface Autosave {
  changed(draft: Draft): void;
  /** Saves now what is not saved, also after a failure. */
  flush(): Promise<void>;
  /** Goes on from a version that a person chose to write over, or to take. */
  rebase(version: number, saved?: Draft): void;
  /** The later version could not be read: the question stays open, unless it is answered by there being none. */
  unsettled(error: unknown): void;
  /** Nothing is saved any more: the draft was sent. */
  stop(): void;
}

/** What is compared: an access code that is typed is no change of what is saved. */
const textOf = (draft: Draft): string => JSON.stringify(contentOf(draft));

const stateOf = (error: unknown): SaveState => {
  if (error instanceof ApiError && error.code === "changed_meanwhile") return { kind: "conflict" };
  if (error instanceof ApiError && error.status === 404) return { kind: "gone" };
  return { kind: "failed", error };
};

export const createAutosave = (options: AutosaveOptions): Autosave => {
  const { put, keep, onState, delayMs = 700 } = options;
  let { version, draft } = options;
  let savedText = textOf(draft);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;
  let isHeld = false;

  const isChanged = () => textOf(draft) !== savedText;

  const save = async () => {
    const text = textOf(draft);
    try {
      version = await put(version, contentOf(draft));
      savedText = text;
      if (isStopped) return;
      if (isChanged()) {
        keep({ draft, base: version });
        schedule();
      } else {
        keep(undefined);
        onState({ kind: "saved" });
      }
    } catch (error) {
      if (isStopped) return;
      const state = stateOf(error);
      isHeld = state.kind === "conflict" || state.kind === "gone";
      onState(state);
    }
  };
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    // Whoever waited for the same save finds another one begun by the first of them.
    while (running !== undefined) await running;
    if (isStopped || isHeld || !isChanged()) return;
    onState({ kind: "saving" });
    running = save().finally(() => {
      running = undefined;
    });
    await running;
  };
  const schedule = () => {
    if (isHeld || timer !== undefined) return;
    timer = setTimeout(() => void flush(), delayMs);
  };

  return {
    changed(next) {
      draft = next;
      if (isStopped) return;
      if (!isChanged()) {
        if (running !== undefined || isHeld) return;
        clearTimeout(timer);
        timer = undefined;
        keep(undefined);
        onState({ kind: "saved" });
        return;
      }
      keep({ draft, base: version });
      if (isHeld) return;
      onState({ kind: "saving" });
      schedule();
    },
    flush,
    rebase(to, saved) {
      version = to;
      isHeld = false;
      if (saved !== undefined) {
        draft = saved;
        savedText = textOf(saved);
        keep(undefined);
        onState({ kind: "saved" });
        return;
      }
      // What stays has to be written whatever it was compared with before.
      savedText = "";
      keep({ draft, base: version });
    },
    unsettled(error) {
      if (isStopped) return;
      const state = stateOf(error);
      onState(state.kind === "gone" ? state : { kind: "conflict", error });
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      keep(undefined);
    },
  };
};
