// The bundle of a program, as long as it is whole and was made of the files that are here.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The bundle's entry, or undefined when there is none, or one of its files or of their sources has changed, moved or gone
 * since. Whatever is wrong with a bundle, the sources can start.
 *
 * Size and time are compared, not contents: some 1,900 files in about 20 ms.
 *
 * @param {string} directory absolute, with the `current.json` that `scripts/bundle.ts` writes
 * @param {string} program its name there
 * @returns {URL | undefined}
 */
export function currentBundle(directory, program) {
  try {
    const { entries, files } = JSON.parse(readFileSync(join(directory, "current.json"), "utf8"));
    for (const [path, { size, mtimeMs }] of Object.entries(files)) {
      const found = statSync(join(directory, path), { throwIfNoEntry: false });
      if (found?.size !== size || found.mtimeMs !== mtimeMs) return undefined;
    }
    return entries[program] && pathToFileURL(join(directory, entries[program]));
  } catch {
    return undefined;
  }
}
