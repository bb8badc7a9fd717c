// Tells which of the desk's sources changed, and whether its settings did.
import { existsSync, type FSWatcher, watch } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Editors write a file in several steps, and several files at once. */
const SETTLE_MS = 150;

/** What the service imports of ours, as folders beside its own. */
const PACKAGES = ["service", "contract", "digisigner", "pdf", "sandbox"] as const;

export interface SourceChanges extends Disposable {
  /** The next change, by the file's name; one that came since the last call counts. */
  next: () => Promise<string>;
}

const isSource = (name: string): boolean =>
  /\.(ts|js|sql|json)$/.test(name) && !/\.test\.ts$|\/testing\//.test(name);

/** Watches the packages around the service's `entry`, and `.env` in `cwd`. */
export const watchSources = (entry: string, cwd: string): SourceChanges => {
  const root = dirname(dirname(dirname(entry)));
  let changed: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let settled = Promise.withResolvers<string>();
  const heard = (name: string): void => {
    changed ??= name;
    clearTimeout(timer);
    timer = setTimeout(() => settled.resolve(changed ?? name), SETTLE_MS);
  };
  const folders = PACKAGES.map((name) => join(root, name, "src")).filter((folder) => existsSync(folder));
  const watchers: FSWatcher[] = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, name) => {
      if (name !== null && isSource(name)) heard(join(relative(root, folder), name));
    }),
  );
  // The folder, not the file: it may not be there yet, and editors replace it.
  watchers.push(
    watch(cwd, (_event, name) => {
      if (name === ".env") heard(name);
    }),
  );
  return {
    next: async () => {
      const name = await settled.promise;
      settled = Promise.withResolvers();
      changed = undefined;
      return name;
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
};
