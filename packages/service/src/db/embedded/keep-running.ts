// Watches a server that should live, and starts it again when it has died.
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../../log/log.ts";
import type { Postmaster } from "./postmaster-file.ts";

const CHECK_MS = 250;
const LONGEST_WAIT_MS = 10_000;

export type KeepRunningOptions = {
  isRunning(postmaster: Postmaster): Promise<boolean>;
  restart(): Promise<Postmaster>;
  log: Log;
};

export type Keeper = {
  current(): Postmaster;
  /** Ends the watch, waits for a restart under way, and hands over the server for a deliberate stop. */
  letGo(): Promise<Postmaster>;
};

export function keepRunning(first: Postmaster, { isRunning, restart, log }: KeepRunningOptions): Keeper {
  let current = first;
  const letting = new AbortController();
  const watching = watch();

  /** If this process ends without a deliberate stop, the server should not outlive it by much. */
  const stopServer = () => {
    try {
      process.kill(current.pid, "SIGINT");
    } catch (error) {
      log.debug({ err: error, pid: current.pid }, "embedded database was already gone at exit");
    }
  };
  process.once("exit", stopServer);

  async function watch(): Promise<void> {
    while (await pause(CHECK_MS)) {
      if (await isRunning(current)) continue;
      log.error({ pid: current.pid }, "embedded database died");
      await bringBack();
    }
  }

  async function bringBack(): Promise<void> {
    for (let wait = 200; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        current = await restart();
        log.warn({ pid: current.pid }, "embedded database restarted");
        return;
      } catch (error) {
        log.error({ err: error, retryInMs: wait }, "embedded database could not be restarted");
      }
      if (!(await pause(wait))) return;
    }
  }

  /** False when the watch has ended. */
  async function pause(milliseconds: number): Promise<boolean> {
    await delay(milliseconds, undefined, { signal: letting.signal, ref: false }).catch((error) => {
      if (!letting.signal.aborted) throw error;
    });
    return !letting.signal.aborted;
  }

  return {
    current: () => current,
    async letGo() {
      letting.abort();
      await watching;
      process.removeListener("exit", stopServer);
      return current;
    },
  };
}
