// Keeps a second service off a data directory for as long as the first one lives.
import { open, readFile, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { StartupError } from "../../errors.ts";

export type DataDirectoryLock = { release(): void };

const SQLITE_BUSY = 5;
const LONGEST_PATH = 500;

/**
 * Takes the lock or fails at once. The lock is SQLite's own on an empty file, hence the kernel's: it ends with
 * the process however that dies, and neither a recycled pid nor another container can be mistaken for its owner.
 *
 * @param path of the lock file; beside it `path.pid` tells people who holds it
 * @throws StartupError naming the pid of the owner
 */
export async function lockDataDirectory(path: string, directory: string): Promise<DataDirectoryLock> {
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw new StartupError({
      code: "data_dir_too_long",
      message: `DATA_DIR ${directory} is too long, expected at most ${LONGEST_PATH - 20} bytes: set DATA_DIR to a shorter path.`,
      exitCode: 78,
    });
  }
  // Made here so that its owner alone may read it; whoever may open it can hold it and keep the service from starting.
  const file = await open(path, "a", 0o600);
  await file.chmod(0o600).finally(() => file.close());
  const handle = new DatabaseSync(path, { timeout: 0 });
  try {
    handle.exec("PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE");
  } catch (cause) {
    handle.close();
    if (!(cause instanceof Error && "errcode" in cause && cause.errcode === SQLITE_BUSY)) throw cause;
    const owner = await readFile(`${path}.pid`, "utf8").catch(() => "unknown");
    throw new StartupError({
      code: "data_dir_in_use",
      message: `Another service (pid ${owner.trim()}) is using ${directory}: stop it, or set DATA_DIR to another directory.`,
      exitCode: 75,
      cause,
    });
  }
  await writeFile(`${path}.pid`, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      if (handle.isOpen) handle.close();
    },
  };
}
