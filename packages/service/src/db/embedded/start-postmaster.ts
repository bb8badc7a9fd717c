// Brings a cluster's server up: adopts one that is still running, or starts a new one.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile, stat, truncate } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "../../errors.ts";
import type { Binaries } from "./binaries.ts";
import { findPostmaster, type Postmaster, removeStalePostmasterFile } from "./postmaster-file.ts";
import { directoryArgument, runProgram } from "./run-program.ts";
import type { ServerIdentity } from "./server-identity.ts";
import { type ServerSettings, serverArguments } from "./server-settings.ts";

export type StartOptions = {
  directory: string;
  /** Absolute path; takes the server's own messages. */
  logFile: string;
  binaries: Binaries;
  identity: ServerIdentity | undefined;
  /** Called when a new server is needed; an adopted one keeps its own. The same each time. */
  settings: () => Promise<ServerSettings>;
  /** Called when a process was started that is not ready yet; more than once when it had to be started again. */
  onLaunch?: () => void;
};

export type StartedPostmaster = Postmaster & { adopted: boolean };

const POLL_MS = 10;
const READY_WITHIN_MS = 120_000;
/** Processes of a server that was killed take a moment to notice and let go of its memory. */
const START_ATTEMPTS = 6;
const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

/** @throws StartupError with the server's last words when it does not come up */
export async function startPostmaster(options: StartOptions): Promise<StartedPostmaster> {
  const running = await settled(options.directory);
  if (running !== undefined) return { ...running, adopted: true };
  await limitLog(options.logFile);
  const settings = await options.settings();
  for (let attempt = 1; ; attempt++) {
    await removeStalePostmasterFile(options.directory, settings.socketDirectory);
    const started = await tryStart(options, settings);
    if (started !== undefined) return { ...started, adopted: false };
    if (attempt === START_ATTEMPTS) throw await startFailure(options.logFile);
    await delay(100 * 2 ** (attempt - 1));
  }
}

/** A running server once it is ready, or undefined once it has gone. */
async function settled(directory: string): Promise<Postmaster | undefined> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const postmaster = await findPostmaster(directory);
    if (postmaster === undefined || postmaster.status === "ready") return postmaster;
    if (performance.now() > deadline) throw tooSlow(postmaster);
    await delay(POLL_MS);
  }
}

async function tryStart(
  { directory, logFile, binaries, identity, onLaunch }: StartOptions,
  settings: ServerSettings,
): Promise<Postmaster | undefined> {
  const args = serverArguments(settings);
  const output = openSync(logFile, "a", 0o600);
  let ended: string | undefined;
  try {
    const child =
      process.platform === "win32"
        ? // pg_ctl drops an administrator's rights, which the server refuses to have.
          spawn(binaries.pgCtl, ["start", "-D", directory, "-l", logFile, "-o", args.map(quoted).join(" ")])
        : runProgram(binaries.postgres, ["-D", directoryArgument(directory), ...args], {
            directory,
            identity,
            output,
          });
    child.once("error", (error) => {
      ended = error.message;
    });
    child.once("exit", (code) => {
      if (process.platform !== "win32" || code !== 0) ended = `exit code ${code}`;
    });
    // The service's life does not hang on the server's: it is stopped deliberately or adopted later.
    child.unref();
  } finally {
    closeSync(output);
  }
  onLaunch?.();
  const deadline = performance.now() + READY_WITHIN_MS;
  while (ended === undefined) {
    await delay(POLL_MS);
    const postmaster = await findPostmaster(directory);
    if (postmaster?.status === "ready") return postmaster;
    if (performance.now() > deadline) throw tooSlow(postmaster);
  }
  return undefined;
}

function tooSlow(postmaster: Postmaster | undefined): StartupError {
  return new StartupError({
    code: "embedded_database_failed",
    message: `The embedded PostgreSQL (pid ${postmaster?.pid ?? "unknown"}) is ${postmaster?.status ?? "starting"} for more than ${READY_WITHIN_MS / 1000} s: look at its log, it may be repairing itself, and start again.`,
    exitCode: 75,
  });
}

async function startFailure(logFile: string): Promise<StartupError> {
  const lines = (await readFile(logFile, "utf8").catch(() => "")).trim().split("\n");
  const reason =
    lines.findLast((line) => /FATAL|PANIC|ERROR|cannot|could not|not found/.test(line)) ?? lines.at(-1);
  return new StartupError({
    code: "embedded_database_failed",
    message: `The embedded PostgreSQL did not start (${reason?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, "") || "it said nothing"}): see ${logFile}, or set DATABASE_URL to a PostgreSQL server.`,
  });
}

async function limitLog(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGEST_LOG_BYTES) await truncate(logFile);
}

function quoted(argument: string): string {
  return `"${argument.replaceAll('"', '\\"')}"`;
}
