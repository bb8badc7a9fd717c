// Keeps the desk running beside `dev`, unless one answers already: started again when its sources change, said when it ends.
import { type ChildProcess, spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { serviceEntry } from "../settings/service-entry.ts";
import { sayDeskEnded, sayDeskStarts } from "./say.ts";
import { watchSources } from "./watch-sources.ts";

const READY_WITHIN_MS = 120_000;
const POLL_MS = 200;
/** Whatever has taken the port and never answers is no desk; starting one then names the port. */
const PROBE_TIMEOUT_MS = 5_000;

const portOf = (url: string): string => new URL(url).port || "80";

const isReady = async ({ settings, signal }: Context): Promise<boolean> => {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)]);
  const answer = await fetch(`${settings.url}/readyz`, { signal: inTime }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
};

const startProcess = ({ settings, cwd }: Context, entry: string): ChildProcess =>
  spawn(process.execPath, [entry], {
    cwd,
    // Its words go to standard error: standard output is for callbacks.
    // By the channel it notices that this process is gone, however that ended, and ends as well.
    stdio: ["ignore", process.stderr.fd, process.stderr.fd, "ipc"],
    env: {
      ...process.env,
      PORT: portOf(settings.url),
      SANDBOX_PORT: portOf(settings.sandboxUrl),
      DATA_DIR: settings.dataDir,
    },
    // Its own group: Ctrl-C reaches it through the disposal, after the tunnel is closed.
    detached: process.platform !== "win32",
  });

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    const how = () => String(child.exitCode ?? child.signalCode);
    if (hasEnded(child)) return resolve(how());
    child.once("exit", () => resolve(how()));
  });

const stop = async (child: ChildProcess): Promise<void> => {
  if (!hasEnded(child)) child.kill("SIGTERM");
  await endOf(child);
};

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

export interface RunningDesk extends AsyncDisposable {
  /** Whether it ran before and goes on running afterwards. */
  attached: boolean;
  /** Aborted, with the reason, when it has ended and nothing will start it again. */
  lost: AbortSignal;
}

interface Kept {
  entry: string;
  reload: boolean;
  lost: AbortController;
  /** Aborted when `dev` ends. */
  over: AbortSignal;
  /** The process that runs or is starting; undefined while a mended source is awaited. */
  onProcess: (child: ChildProcess | undefined) => void;
}

/** One process after the other until `over`, or, without reload, until the first has ended by itself. */
const keepRunning = async (kept: Kept, context: Context): Promise<void> => {
  const { lost, over } = kept;
  using changes = kept.reload ? watchSources(realpathSync(kept.entry), context.cwd) : undefined;
  const change = () => changes?.next() ?? new Promise<never>(() => undefined);
  const stopped = whenAborted(over).then(() => undefined);
  let next = change();
  while (!over.aborted) {
    const child = startProcess(context, kept.entry);
    kept.onProcess(child);
    const ended = endOf(child).then((how) => ({ how }));
    const first = await Promise.race([ended, next, stopped]);
    if (typeof first === "object") {
      if (over.aborted) return;
      kept.onProcess(undefined);
      if (!kept.reload) {
        lost.abort(
          new CliError(`The desk ended with ${first.how}.`, {
            code: "desk_ended",
            nextStep: "Its own words are above.",
          }),
        );
        return;
      }
      sayDeskEnded(context.terminal, first.how);
    }
    const changed = typeof first === "string" ? first : await Promise.race([next, stopped]);
    await stop(child);
    if (changed === undefined) return;
    sayDeskStarts(context.terminal, changed);
    next = change();
  }
};

/** Ready when it resolves; a desk that was started is stopped with the disposal. */
export const runDesk = async (context: Context, options: { reload: boolean }): Promise<RunningDesk> => {
  const lost = new AbortController();
  if (await isReady(context)) {
    return { attached: true, lost: lost.signal, [Symbol.asyncDispose]: async () => undefined };
  }
  const entry = serviceEntry();
  if (entry === undefined) {
    throw new CliError(
      `No desk answers at ${context.settings.url}, and none is installed here to be started.`,
      {
        code: "connection_failed",
        nextStep: "Start it where it is installed, or name it with --url.",
      },
    );
  }
  context.terminal.note("Starting the desk …");
  const over = new AbortController();
  let child: ChildProcess | undefined;
  let startedAt = 0;
  const onProcess = (started: ChildProcess | undefined) => {
    child = started;
    startedAt = performance.now();
  };
  const running = keepRunning(
    { entry, reload: options.reload, lost, over: over.signal, onProcess },
    context,
  ).catch((error: unknown) => lost.abort(error));
  const dispose = async () => {
    over.abort();
    await running;
  };
  try {
    while (!(await isReady(context))) {
      lost.signal.throwIfAborted();
      if (child !== undefined && performance.now() - startedAt > READY_WITHIN_MS) {
        throw new CliError("The desk was not ready in time.", {
          code: "desk_not_ready",
        });
      }
      await sleep(POLL_MS, undefined, { signal: AbortSignal.any([context.signal, lost.signal]) }).catch(
        (error: unknown) => {
          lost.signal.throwIfAborted();
          throw error;
        },
      );
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return { attached: false, lost: lost.signal, [Symbol.asyncDispose]: dispose };
};
