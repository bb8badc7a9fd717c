// Under which user the server's processes run: PostgreSQL refuses to be root.
import { chown, lchown, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Unprivileged on every Unix and needing no entry of its own making. */
const NOBODY = 65534;

export type ServerIdentity = { uid: number; gid: number };

/**
 * The user for a cluster directory: undefined when this process's own will do; for root the owner of an existing
 * cluster, so that one made by an ordinary user also starts under sudo, else nobody.
 */
export async function serverIdentity(directory: string): Promise<ServerIdentity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = { uid: NOBODY, gid: NOBODY };
  const found = await stat(directory).catch(() => undefined);
  if (found === undefined) return nobody;
  if (found.uid !== 0) return { uid: found.uid, gid: found.gid };
  // Restored or copied by root: the server must own its files.
  await chownTree(directory, nobody);
  return nobody;
}

async function chownTree(directory: string, { uid, gid }: ServerIdentity): Promise<void> {
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(directory, uid, gid);
}
