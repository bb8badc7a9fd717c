// The note that `creditnexus dev` keeps in the data directory: under which public address callbacks arrive now. For Node only.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Stored = z.object({
  public_url: z.string(),
  opened_at: z.string(),
  pid: z.int().positive().optional(),
});

const fileIn = (dataDir: string): string => join(dataDir, "tunnel.json");

/** Written with every new address of the tunnel. */
export const storePublicAddress = async (dataDir: string, url: string, now: Date): Promise<void> => {
  await mkdir(dataDir, { recursive: true });
  const stored = { public_url: url, opened_at: now.toISOString(), pid: process.pid };
  await writeFile(fileIn(dataDir), `${JSON.stringify(stored)}\n`, { mode: 0o600 });
};

export interface PublicAddress {
  url: string;
  /** Whether the `dev` that opened the tunnel still runs; a killed one leaves its note behind. */
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
    const { public_url: url, pid } = Stored.parse(JSON.parse(await readFile(fileIn(dataDir), "utf8")));
    return { url, isOpen: pid !== undefined && isRunning(pid) };
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    // Half-written by a kill: as good as none.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
};

/** When the tunnel is closed. */
export const forgetPublicAddress = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });
