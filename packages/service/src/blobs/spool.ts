// Writes a source of bytes of unknown length into a temporary file, durably and measured.
import { randomBytes } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BlobStore, PutOptions, StoredBlob } from "./blob-store.ts";
import { measure } from "./hash-while-passing.ts";

export type Spooled = StoredBlob & { path: string };

/** The file belongs to the caller; when this fails, there is none. */
export async function spool(
  source: Parameters<BlobStore["put"]>[0],
  directory: string,
  { maxBytes }: PutOptions,
): Promise<Spooled> {
  const path = join(directory, `${randomBytes(12).toString("hex")}.part`);
  const { stream, result } = measure(maxBytes);
  const file = await open(path, "wx", 0o600);
  try {
    const bytes = source instanceof Uint8Array ? Readable.from([Buffer.from(source)]) : source;
    // `flush` syncs the file before it is closed.
    await pipeline(bytes, stream, file.createWriteStream({ flush: true }));
    return { path, ...result() };
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}
