// Tells whether another user's process can reach a path through its parent directories.
import { stat } from "node:fs/promises";
import { dirname, parse } from "node:path";

/** True when every directory from `directory` up to the root lets others pass. */
export async function searchableByOthers(directory: string): Promise<boolean> {
  const { root } = parse(directory);
  for (let path = directory; path !== root; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
  }
  return true;
}
