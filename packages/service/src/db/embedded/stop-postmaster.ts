// Ends a server so that no process of it remains.
import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { Postmaster } from "./postmaster-file.ts";
import { describeProcess } from "./process-table.ts";

/** Fast shutdown first (clients are disconnected, everything is written), then without mercy. */
const STEPS = [
  { signal: "SIGINT", waitMs: 20_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 5_000 },
] as const;

/** Resolves when the process has gone. */
export async function stopPostmaster(
  postmaster: Postmaster,
  pgCtl: string,
  directory: string,
): Promise<void> {
  if (process.platform === "win32") {
    await promisify(execFile)(pgCtl, ["stop", "-D", directory, "-m", "fast", "-w"]);
    return;
  }
  for (const { signal, waitMs } of STEPS) {
    if (!(await isRunning(postmaster))) return;
    process.kill(postmaster.pid, signal);
    if (await gone(postmaster, waitMs)) return;
  }
  throw new Error(`PostgreSQL (pid ${postmaster.pid}) does not end, not even by SIGKILL`);
}

/** Whether it is still the same process, not another one with its pid. */
export async function isRunning({ pid, startedAt }: Postmaster): Promise<boolean> {
  return (await describeProcess(pid))?.startedAt === startedAt;
}

async function gone(postmaster: Postmaster, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  while (performance.now() < deadline) {
    await delay(5);
    if (!(await isRunning(postmaster))) return true;
  }
  return false;
}
