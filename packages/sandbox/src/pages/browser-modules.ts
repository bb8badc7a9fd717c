// Serves the pages' own modules: TypeScript with its types taken away, or JavaScript once the package was built.
import { readFileSync, statSync } from "node:fs";
import module from "node:module";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("./browser/", import.meta.url));
const built = !import.meta.url.endsWith(".ts");
const cache = new Map<string, { changed: number; code: string }>();

/** A module's path as it is named on disk, where the built package holds JavaScript. */
export function modulePath(name: string): string {
  return `${name}${built ? ".js" : ".ts"}`;
}

/** The modules given and all they import, so that a browser may fetch them at once instead of one after the other. */
export function withImports(entries: string[]): string[] {
  const found = new Set(entries);
  // A set hands out what is added while it is walked through.
  for (const path of found) {
    for (const [, target = ""] of (browserModule(path) ?? "").matchAll(/\bfrom "(\.[^"]+)"/g)) {
      found.add(posix.join(posix.dirname(path), target));
    }
  }
  return [...found];
}

/** JavaScript of one module below `browser/`; undefined when there is none of that name. */
export function browserModule(path: string): string | undefined {
  if (!/^[a-z0-9/-]+\.(ts|js)$/.test(path)) return undefined;
  const file = join(folder, path);
  const state = statSync(file, { throwIfNoEntry: false });
  if (!state?.isFile()) return undefined;
  const known = cache.get(path);
  if (known && known.changed === state.mtimeMs) return known.code;
  const source = readFileSync(file, "utf8");
  const code = path.endsWith(".ts") ? withoutTypes(source) : source;
  cache.set(path, { changed: state.mtimeMs, code });
  return code;
}

// Node calls this experimental in a warning, once per process, that would stand between the lines people read.
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return module.stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
