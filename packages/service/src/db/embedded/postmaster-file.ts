// Reads the server's own lock file, postmaster.pid, and decides whether what it names is still alive.
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { describeProcess } from "./process-table.ts";
import { isSocketDirectory } from "./socket-directory.ts";

export type Postmaster = {
  pid: number;
  /** With the pid, identifies the process for good. */
  startedAt: string;
  port: number;
  /** Empty when it listens on TCP only. */
  socketDirectory: string;
  status: "starting" | "ready" | "stopping";
};

/** The living server of a cluster directory, whoever started it. */
export async function findPostmaster(directory: string): Promise<Postmaster | undefined> {
  const written = await readPostmasterFile(directory);
  if (written === undefined) return undefined;
  const running = await describeProcess(written.pid);
  if (running === undefined || !(await worksIn(written.pid, running.commandLine, directory)))
    return undefined;
  return { ...written, startedAt: running.startedAt };
}

/**
 * Removes a lock file whose server is gone. PostgreSQL does so itself unless the pid has been given to another
 * process or belongs to a zombie; its shared memory still keeps two servers apart.
 */
export async function removeStalePostmasterFile(
  directory: string,
  keepSocketDirectory: string | undefined,
): Promise<void> {
  const { socketDirectory = "" } = (await readPostmasterFile(directory)) ?? {};
  if (isSocketDirectory(socketDirectory) && socketDirectory !== keepSocketDirectory) {
    await rm(socketDirectory, { recursive: true, force: true });
  }
  await rm(join(directory, "postmaster.pid"), { force: true });
}

export async function readPostmasterFile(
  directory: string,
): Promise<Omit<Postmaster, "startedAt"> | undefined> {
  const text = await readFile(join(directory, "postmaster.pid"), "utf8").catch((error) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // Lines: pid, directory, start time, port, socket directory, listen address, shared memory, status.
  const [pid = "", , , port = "", socketDirectory = "", , , status = ""] = text.split("\n");
  if (!/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), port: Number(port), socketDirectory, status: parseStatus(status.trim()) };
}

function parseStatus(status: string): Postmaster["status"] {
  return status === "ready" || status === "stopping" ? status : "starting";
}

async function worksIn(pid: number, commandLine: string, directory: string): Promise<boolean> {
  if (process.platform === "linux") {
    // A server's working directory is its cluster; compared by inode, it survives renames and bind mounts.
    const [its, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(directory)]);
    return its !== undefined && its.ino === ours.ino && its.dev === ours.dev;
  }
  return process.platform === "win32" || commandLine.includes(directory);
}
