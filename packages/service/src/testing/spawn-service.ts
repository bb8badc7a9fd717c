// Runs the service's own process, as an operator would, and listens to what it prints.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export type SpawnedService = {
  pid: number;
  /** Both outputs so far. */
  printed(): string;
  /** Resolves to everything printed when the pattern appears in it; fails when the process ends without. */
  says(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves to the exit code, `null` after a signal. */
  exit: Promise<number | null>;
};

export function spawnService(env: Record<string, string>, args: string[] = []): SpawnedService {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../bin/service.js"), ...args], {
    cwd: env.DATA_DIR,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const heard = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      heard.dispatchEvent(new Event("more"));
    });
  }
  const exit = once(child, "close").then(([code]) => {
    heard.dispatchEvent(new Event("more"));
    return code as number | null;
  });
  return {
    pid: child.pid ?? 0,
    printed: () => text,
    async says(pattern) {
      while (!pattern.test(text)) {
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`the service ended without saying ${pattern}:\n${text}`);
        }
        await new Promise((resolve) => heard.addEventListener("more", resolve, { once: true }));
      }
      return text;
    },
    kill: (signal) => void child.kill(signal),
    exit,
  };
}
