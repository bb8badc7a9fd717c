// Sees to it that the dashboard is built, and built from the sources that are here.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Log } from "../log/log.ts";

const DASHBOARD = resolve(import.meta.dirname, "../../../dashboard");
const SOURCES = [
  "index.html",
  "vite.config.ts",
  "package.json",
  "src/**/*",
  "public/**/*",
  "../contract/src/**/*",
];

/**
 * Directory with the built files, or undefined when there is none and none can be made.
 *
 * @param directory of the dashboard's package
 */
export async function ensureDashboard(
  log: Log,
  stopping: AbortSignal,
  directory = DASHBOARD,
): Promise<string | undefined> {
  const built = join(directory, "dist");
  if (!(await isStale(directory))) return built;
  const vite = findVite();
  try {
    if (vite !== undefined) await build(vite, directory, stopping);
  } catch (error) {
    if (stopping.aborted) return undefined;
    // Another service that starts now may have built and moved first.
    if (await isStale(directory)) log.error({ err: error }, "dashboard could not be built");
  }
  if (existsSync(join(built, "index.html"))) return built;
  log.warn("there is no dashboard: run npm ci and npm run build; the API works without it");
  return undefined;
}

/** True when there is no build, or a source is newer. */
async function isStale(directory: string): Promise<boolean> {
  const builtAt = (await stat(join(directory, "dist/index.html")).catch(() => undefined))?.mtimeMs;
  if (builtAt === undefined) return true;
  for await (const path of glob(SOURCES, { cwd: directory })) {
    if ((await stat(join(directory, path))).mtimeMs > builtAt) return true;
  }
  return false;
}

/** Undefined in an installation without development packages. */
function findVite(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Built beside and then moved into place, so that a service running now never serves half a build. */
async function build(vite: string, directory: string, signal: AbortSignal): Promise<void> {
  const built = join(directory, "dist");
  const fresh = `${built}.${randomBytes(4).toString("hex")}`;
  const old = `${fresh}.old`;
  try {
    await promisify(execFile)(
      process.execPath,
      [vite, "build", directory, "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"],
      { cwd: directory, signal, env: { PATH: process.env.PATH, NODE_ENV: "production" } },
    );
    if (existsSync(built)) await rename(built, old);
    await rename(fresh, built);
  } finally {
    await rm(old, { recursive: true, force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}
