// Starts the desk as a process beside `dev`, again whenever its sources change, unless one answers already.
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { serviceEntry } from "../settings/service-entry.ts";

const READY_WITHIN_MS = 120_000;
const POLL_MS = 200;

const portOf = (url: string): string => new URL(url).port || "80";

const isReady = async ({ settings, signal }: Context): Promise<boolean> => {
  const answer = await fetch(`${settings.url}/readyz`, { signal }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
};

const untilReady = async (child: ChildProcess, context: Context): Promise<void> => {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) {
      throw new CliError(`The desk ended with ${child.exitCode} before it was ready.`, {
        code: "desk_not_started",
        exit: "failed",
        nextStep: "Its own words are above.",
      });
    }
    if (await isReady(context)) return;
    await sleep(POLL_MS, undefined, { signal: context.signal });
  }
  throw new CliError("The desk was not ready in time.", { code: "desk_not_ready", exit: "unreachable" });
};

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });

export interface RunningDesk extends AsyncDisposable {
  /** Whether it ran before and goes on running afterwards. */
  attached: boolean;
}

/** Ready when it resolves; a desk that was started is stopped with the disposal. */
export const runDesk = async (context: Context, options: { reload: boolean }): Promise<RunningDesk> => {
  if (await isReady(context)) return { attached: true, [Symbol.asyncDispose]: async () => undefined };
  const entry = serviceEntry();
  if (entry === undefined) {
    throw new CliError(
      `No desk answers at ${context.settings.url}, and none is installed here to be started.`,
      {
        code: "connection_failed",
        exit: "unreachable",
        nextStep: "Start it where it is installed, or name it with --url.",
      },
    );
  }
  const { url, sandboxUrl, dataDir } = context.settings;
  const watch = options.reload ? ["--watch-preserve-output", "--watch"] : [];
  const child = spawn(process.execPath, [...watch, entry], {
    cwd: context.cwd,
    // Its words go to standard error: standard output is for callbacks.
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    env: { ...process.env, PORT: portOf(url), SANDBOX_PORT: portOf(sandboxUrl), DATA_DIR: dataDir },
    // Its own group: Ctrl-C reaches it through the disposal, after the tunnel is closed.
    detached: process.platform !== "win32",
  });
  try {
    await untilReady(child, context);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { attached: false, [Symbol.asyncDispose]: () => stop(child) };
};
