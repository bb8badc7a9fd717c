// Who can read `.env`, and whether git knows it or the directory of the desk's data.
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DataDirectory, EnvFile } from "./facts.ts";

/** Exit code of git; undefined when git is not installed, or `cwd` is not there. */
const git = (cwd: string, ...args: string[]): Promise<number | undefined> =>
  new Promise((resolve) => {
    execFile("git", args, { cwd, maxBuffer: Number.POSITIVE_INFINITY }, (error) => {
      if (error === null) return resolve(0);
      resolve(typeof error.code === "number" ? error.code : undefined);
    });
  });

const modeOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

/** Without the index, so that an already tracked file still shows whether .gitignore covers it. */
const isIgnored = async (cwd: string, file: string): Promise<boolean | undefined> => {
  const exitCode = await git(cwd, "check-ignore", "-q", "--no-index", file);
  return exitCode === 0 ? true : exitCode === 1 ? false : undefined;
};

/** Where git cannot be asked, `.gitignore` itself may name the file; undefined when it does not. */
const isListed = async (cwd: string): Promise<true | undefined> => {
  try {
    const lines = (await readFile(join(cwd, ".gitignore"), "utf8")).split(/\r?\n/);
    return lines.some((line) => /^\/?\.env\*?\s*$/.test(line)) ? true : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

export const inspectEnvFile = async (cwd: string): Promise<EnvFile> => {
  const path = join(cwd, ".env");
  const [mode, tracked, ignored] = await Promise.all([
    modeOf(path),
    git(cwd, "ls-files", "--error-unmatch", ".env"),
    isIgnored(cwd, ".env"),
  ]);
  return { path, mode, tracked: tracked === 0, ignored: ignored ?? (await isListed(cwd)) };
};

/** What the desk keeps in its directory; a `.gitignore` there, or the rest of a repository around it, is nobody's secret. */
const OF_THE_DESK = ["admin.key", "secrets.key", "blobs", "postgres"] as const;

/** Asked for what lies in it, since a directory that ignores all it holds is not ignored itself. */
export const inspectDataDirectory = async (path: string): Promise<DataDirectory> => {
  const tracked = OF_THE_DESK.map(
    async (name) => (await git(path, "ls-files", "--error-unmatch", name)) === 0,
  );
  const ignored = ["admin.key", "secrets.key", "blobs/any", "postgres/any"].map((file) =>
    isIgnored(path, file),
  );
  const isTracked = await Promise.all(tracked);
  const answers = await Promise.all(ignored);
  return {
    path,
    tracked: OF_THE_DESK.filter((_name, index) => isTracked[index]),
    ignored: answers.includes(undefined) ? undefined : !answers.includes(false),
  };
};
