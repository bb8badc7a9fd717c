// Remembers in the data directory under which public address callbacks arrive now, for the doctor and for the next start.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Stored = z.object({ public_url: z.string(), opened_at: z.string() });

const fileIn = (dataDir: string): string => join(dataDir, "tunnel.json");

export const storePublicAddress = async (dataDir: string, url: string, now: Date): Promise<void> => {
  await mkdir(dataDir, { recursive: true });
  const stored = { public_url: url, opened_at: now.toISOString() };
  await writeFile(fileIn(dataDir), `${JSON.stringify(stored)}\n`, { mode: 0o600 });
};

/** The address of a tunnel that is open, or was when its `dev` was killed; undefined when there is none. */
export const readPublicAddress = async (dataDir: string): Promise<string | undefined> => {
  try {
    return Stored.parse(JSON.parse(await readFile(fileIn(dataDir), "utf8"))).public_url;
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    // Half-written by a kill: as good as none.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
};

export const forgetPublicAddress = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });
