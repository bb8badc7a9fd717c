// Reads what a process is, because a pid in a file says nothing about who has it now.
import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

export type ProcessDescription = {
  /** Differs between two processes that had the same pid one after the other. */
  startedAt: string;
  /** Undefined where the system does not tell. */
  workingDirectory: string | undefined;
  commandLine: string;
};

/** Undefined when no such process runs; one that has ended but was not yet reaped does not run. */
export async function describeProcess(pid: number): Promise<ProcessDescription | undefined> {
  if (process.platform === "linux") return describeFromProc(pid);
  if (process.platform === "win32") return describeFromSignal(pid);
  return describeFromPs(pid);
}

async function describeFromProc(pid: number): Promise<ProcessDescription | undefined> {
  try {
    const [status, commandLine, workingDirectory] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/cmdline`, "utf8"),
      readlink(`/proc/${pid}/cwd`).catch(() => undefined),
    ]);
    // The name in parentheses may itself hold spaces and parentheses; the fields count from its end.
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    if (state === "Z" || state === "X") return undefined;
    return {
      startedAt: fields[19] ?? "",
      workingDirectory,
      commandLine: commandLine.replaceAll("\0", " ").trim(),
    };
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ESRCH")) return undefined;
    throw error;
  }
}

async function describeFromPs(pid: number): Promise<ProcessDescription | undefined> {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-p", String(pid), "-o", "stat=,lstart=,command="]);
    const [, state = "Z", startedAt = "", commandLine = ""] =
      /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(stdout.trim()) ?? [];
    return state.startsWith("Z") ? undefined : { startedAt, workingDirectory: undefined, commandLine };
  } catch (error) {
    // ps exits with 1 when there is no such process.
    if (hasCode(error, 1)) return undefined;
    throw error;
  }
}

function describeFromSignal(pid: number): ProcessDescription | undefined {
  try {
    process.kill(pid, 0);
    return { startedAt: "", workingDirectory: undefined, commandLine: "" };
  } catch (error) {
    if (hasCode(error, "ESRCH")) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string | number): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
