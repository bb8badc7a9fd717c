// Starts database-process.ts and waits for what it says.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type SpawnedDatabase = {
  child: ChildProcess;
  /** Its connection settings, or its refusal. */
  said: { host: string; port: number; user: string; database: string; error?: string };
  /** Ends the process with the signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
};

/** `identity`: run it as another user; needs root. */
export async function spawnDatabase(
  directory: string,
  identity: { uid: number; gid: number } | undefined = undefined,
): Promise<SpawnedDatabase> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "database-process.ts"), directory], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: "/",
    env: { PATH: process.env.PATH, HOME: "/nonexistent" },
    ...identity,
  });
  const exit = once(child, "exit");
  const [line] = await once(createInterface(child.stdout), "line");
  return {
    child,
    said: JSON.parse(line),
    async end(signal) {
      child.kill(signal);
      await exit;
    },
  };
}
