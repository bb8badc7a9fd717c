// Starts one of PostgreSQL's programs inside a cluster directory, as the server's user.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { ServerIdentity } from "./server-identity.ts";

export type ProgramOptions = {
  /** The cluster directory; also the working directory. */
  directory: string;
  identity: ServerIdentity | undefined;
  /** File descriptor that takes both outputs; undefined: piped. */
  output?: number;
};

const OWN_DIRECTORY = "/proc/self/cwd";

/**
 * How a program is told its cluster directory. Where the system has it, through the working directory it was given
 * before it dropped root's rights: this works below a private home that its user may not enter, and with paths of any
 * length.
 */
export function directoryArgument(directory: string): string {
  return process.platform === "linux" && existsSync(OWN_DIRECTORY) ? OWN_DIRECTORY : directory;
}

/** Detached, so that a terminal's Ctrl-C reaches only the service, which stops the server in its own time. */
export function runProgram(
  program: string,
  args: string[],
  { directory, identity, output }: ProgramOptions,
): ChildProcess {
  return spawn(program, args, {
    cwd: directory,
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["ignore", output ?? "pipe", output ?? "pipe"],
    // Nothing of the service's environment: it holds secrets, and PG* variables would change the programs.
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", ...windowsEnvironment() },
    ...identity,
  });
}

function windowsEnvironment(): NodeJS.ProcessEnv {
  if (process.platform !== "win32") return {};
  const names = ["SystemRoot", "PATH", "TEMP", "TMP", "USERPROFILE"];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}
