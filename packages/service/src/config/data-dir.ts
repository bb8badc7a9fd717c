// Makes the data directory usable, or says in one sentence why it is not.
import { randomBytes } from "node:crypto";
import { mkdir, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartupError } from "../errors.ts";

/**
 * Creates the directory when missing (readable by its owner only, and kept out of git) and proves that it can be written to.
 *
 * @throws StartupError when it cannot
 */
export async function prepareDataDir(path: string): Promise<void> {
  try {
    const created = await mkdir(path, { recursive: true, mode: 0o700 });
    // It holds keys: whatever repository it lies in, git leaves a directory that ignores itself alone.
    if (created !== undefined) await writeFile(join(path, ".gitignore"), "*\n", { mode: 0o600 });
    const probe = join(path, `.probe-${randomBytes(6).toString("hex")}`);
    await (await open(probe, "wx", 0o600)).close();
    await rm(probe);
  } catch (cause) {
    throw new StartupError({
      code: "data_dir_not_writable",
      message: `DATA_DIR ${path} cannot be written to (${errorCode(cause)}): give this user write access to it or set DATA_DIR to another directory.`,
      exitCode: 78,
      cause,
    });
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
