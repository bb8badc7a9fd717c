// Which rows of the list are chosen, for actions on several agreements at once.
import { useState } from "react";

export interface Selection {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
  /** Chooses all of these, or none when all were chosen. */
  toggleAll(ids: readonly string[]): void;
  clear(): void;
}

export const useSelection = (): Selection => {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    toggle: (id) =>
      setIds(
        (before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
      ),
    toggleAll: (all) => setIds((before) => (all.every((id) => before.has(id)) ? new Set() : new Set(all))),
    clear: () => setIds(new Set()),
  };
};
