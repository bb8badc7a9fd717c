// Makes a new cluster directory, completely or not at all.
import { once } from "node:events";
import { chmod, chown, mkdtemp, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { StartupError } from "../../errors.ts";
import type { Binaries } from "./binaries.ts";
import { directoryArgument, runProgram } from "./run-program.ts";
import type { ServerIdentity } from "./server-identity.ts";

/** The major version of the bundled programs, as a cluster's PG_VERSION states it. */
const MAJOR_VERSION = "18";
export const SUPERUSER = "creditnexus";

type ClusterOptions = {
  directory: string;
  binaries: Binaries;
  identity: ServerIdentity | undefined;
  /** Absolute path of a file with the superuser's password; undefined: only the socket's directory protects it. */
  passwordFile: string | undefined;
};

/** Does nothing when the cluster exists; fails when another major version made it. */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const { directory } = options;
  const version = await readFile(join(directory, "PG_VERSION"), "utf8").catch(() => undefined);
  if (version?.trim() === MAJOR_VERSION) return;
  if (version !== undefined) {
    throw new StartupError({
      code: "database_version",
      message: `${directory} was made by PostgreSQL ${version.trim()}, this release brings ${MAJOR_VERSION}: dump it with the release that made it and restore it here, or set DATA_DIR to another directory.`,
      exitCode: 78,
    });
  }
  await removeUnfinished(directory);
  const unfinished = await mkdtemp(`${directory}.new-`);
  await chmod(unfinished, 0o700);
  if (options.identity) await chown(unfinished, options.identity.uid, options.identity.gid);
  await initdb(unfinished, options);
  // initdb has synced the files; the rename is what makes them a cluster.
  await rename(unfinished, directory);
  await syncDirectory(dirname(directory));
}

async function initdb(
  unfinished: string,
  { binaries, identity, passwordFile }: ClusterOptions,
): Promise<void> {
  const args = [
    `--pgdata=${directoryArgument(unfinished)}`,
    `--username=${SUPERUSER}`,
    "--encoding=UTF8",
    // Sorts and folds the same on every machine, whatever its locales are.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(passwordFile === undefined
      ? ["--auth-local=trust", "--auth-host=reject"]
      : ["--auth=scram-sha-256", `--pwfile=${passwordFile}`]),
  ];
  const child = runProgram(binaries.initdb, args, { directory: unfinished, identity });
  const output = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : "")));
  const failure = await once(child, "close").then(
    ([code]) => (code === 0 ? undefined : `exit code ${code}`),
    (error: Error) => error.message,
  );
  if (failure === undefined) return;
  const [stdout, stderr] = await output;
  await rm(unfinished, { recursive: true, force: true });
  throw new StartupError({
    code: "embedded_database_failed",
    message: `The embedded PostgreSQL could not make its files (${lastLine(stderr) ?? lastLine(stdout) ?? failure}): correct that, or set DATABASE_URL to a PostgreSQL server.`,
  });
}

/** Left by a start that was killed in the middle. */
async function removeUnfinished(directory: string): Promise<void> {
  const parent = dirname(directory);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(directory)}.new-`)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path);
  await handle.sync();
  await handle.close();
}

function lastLine(output: string | undefined): string | undefined {
  const lines = output?.trim().split("\n") ?? [];
  return lines.findLast((line) => /error|fatal|cannot|could not/i.test(line)) ?? lines.at(-1);
}
