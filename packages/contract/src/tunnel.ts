// The note that `creditnexus dev` keeps in the data directory: under which public address callbacks arrive now. For Node only.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Stored = z.object({
  public_url: z.string(),
  seen_at: z.coerce.date(),
  pid: z.int().positive().optional(),
});

const fileIn = (dataDir: string): string => join(dataDir, "tunnel.json");

/** Older than this, nobody has found the tunnel open any more; `dev` looks every ten seconds. */
const FRESH_MS = 60_000;

/** Written whenever the tunnel was found open. */
export const storePublicAddress = async (dataDir: string, url: string, now: Date): Promise<void> => {
  await mkdir(dataDir, { recursive: true });
  const stored = { public_url: url, seen_at: now.toISOString(), pid: process.pid };
  // In one step: it is written over and over while others read it.
  const partial = `${fileIn(dataDir)}.${process.pid}`;
  await writeFile(partial, `${JSON.stringify(stored)}\n`, { mode: 0o600 });
  await rename(partial, fileIn(dataDir));
};

export interface PublicAddress {
  url: string;
  /** Whether the `dev` that opened the tunnel still runs and found it open just now; a killed one leaves its note behind. */
  isOpen: boolean;
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs as somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Undefined when there is no tunnel. */
export const readPublicAddress = async (dataDir: string): Promise<PublicAddress | undefined> => {
  try {
    const note = Stored.parse(JSON.parse(await readFile(fileIn(dataDir), "utf8")));
    // Another process may have the number of a `dev` that was killed long ago.
    const isFresh = Date.now() - note.seen_at.getTime() < FRESH_MS;
    return { url: note.public_url, isOpen: isFresh && note.pid !== undefined && isRunning(note.pid) };
  } catch (error) {
    // One that is not for us to read tells us of no tunnel; neither a check nor a page may end because of it.
    if (error instanceof Error && "code" in error) return undefined;
    // Half-written by a kill: as good as none.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
};

/** When the tunnel is broken or closed. */
export const forgetPublicAddress = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });
