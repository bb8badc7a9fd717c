// A short private directory for the server's socket: socket paths end at 107 bytes (103 on macOS).
import { chown, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { searchableByOthers } from "./searchable-path.ts";
import type { ServerIdentity } from "./server-identity.ts";

const PREFIX = "creditnexus-";
const LONGEST_SOCKET_PATH = 103;
/** What mkdtemp and the server append. */
const SUFFIX = "XXXXXX/.s.PGSQL.5432";

/** Made anew with an unguessable name and mode 0700, so nobody can have prepared it. */
export async function makeSocketDirectory(identity: ServerIdentity | undefined): Promise<string> {
  for (const base of [tmpdir(), "/tmp", "/var/tmp"]) {
    if (Buffer.byteLength(join(base, PREFIX)) + SUFFIX.length > LONGEST_SOCKET_PATH) continue;
    if (identity !== undefined && !(await searchableByOthers(base))) continue;
    const directory = await mkdtemp(join(base, PREFIX));
    if (identity !== undefined) await chown(directory, identity.uid, identity.gid);
    return directory;
  }
  throw new Error(`no temporary directory is short and open enough for a socket, tried ${tmpdir()}`);
}

/** Guards removal: only what this module may have made. */
export function isSocketDirectory(path: string): boolean {
  return new RegExp(`/${PREFIX}[A-Za-z0-9]{6}$`).test(path);
}
