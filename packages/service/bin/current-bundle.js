// The bundle of the service, as long as it was made of the files that are here.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The bundle's entry, or undefined when there is none or one of its sources has changed, moved or gone since.
 *
 * Size and time are compared, not contents: some 1,500 files in about 10 ms.
 *
 * @param {string} directory absolute, with the `current.json` that `scripts/bundle-service.ts` writes
 * @returns {URL | undefined}
 */
export function currentBundle(directory) {
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(join(directory, "current.json"), "utf8"));
  } catch (error) {
    // Without a bundle, or with half of one, the sources are what starts.
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
  for (const [path, { size, mtimeMs }] of Object.entries(manifest.sources)) {
    const found = statSync(join(directory, path), { throwIfNoEntry: false });
    if (found?.size !== size || found.mtimeMs !== mtimeMs) return undefined;
  }
  return pathToFileURL(join(directory, manifest.entry));
}
