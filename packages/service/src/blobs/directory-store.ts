// Keeps blobs as files named by their hash, spread over 256 folders.
import { createReadStream } from "node:fs";
import { access, constants, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream";
import { buffer } from "node:stream/consumers";
import { blobNotFound } from "./blob-errors.ts";
import type { BlobStore, ByteRange, OpenedBlob, PutOptions, Sha256 } from "./blob-store.ts";
import { checkRange } from "./check-range.ts";
import { verify } from "./hash-while-passing.ts";
import { assertSha256 } from "./sha256.ts";
import { spool } from "./spool.ts";

/** An upload that has not grown for a day belongs to a process that was killed. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Creates the directory when missing; readable by its owner only. */
export async function openDirectoryStore(root: string): Promise<BlobStore> {
  const incoming = join(root, "incoming");
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await syncDirectory(root);
  await syncDirectory(dirname(root));
  await removeAbandoned(incoming);

  const pathOf = (sha256: Sha256) => {
    assertSha256(sha256);
    return join(root, sha256.slice(0, 2), sha256);
  };
  const sizeOf = async (sha256: Sha256) => {
    const found = await stat(pathOf(sha256)).catch((error) => {
      throw error.code === "ENOENT" ? blobNotFound(sha256, error) : error;
    });
    return found.size;
  };

  async function put(source: Parameters<BlobStore["put"]>[0], options: PutOptions = {}) {
    const { path, sha256, size } = await spool(source, incoming, options);
    const target = pathOf(sha256);
    await makeDurableDirectory(dirname(target));
    // The same bytes replace themselves; that also heals a damaged file.
    await rename(path, target);
    await syncDirectory(dirname(target));
    return { sha256, size };
  }

  async function openBlob(sha256: Sha256, range?: ByteRange): Promise<OpenedBlob> {
    const size = await sizeOf(sha256);
    if (range !== undefined) {
      return { size, stream: createReadStream(pathOf(sha256), checkRange(range, size)) };
    }
    const stream = verify(sha256);
    // Failures of the file end the returned stream with the same error.
    pipeline(createReadStream(pathOf(sha256)), stream, () => undefined);
    return { size, stream };
  }

  return {
    put,
    open: openBlob,
    read: async (sha256) => buffer((await openBlob(sha256)).stream),
    has: (sha256) =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    delete: (sha256) => rm(pathOf(sha256), { force: true }),
    check: () => access(incoming, constants.W_OK),
    close: async () => undefined,
  };
}

async function removeAbandoned(incoming: string): Promise<void> {
  const oldest = Date.now() - ABANDONED_AFTER_MS;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < oldest) await rm(path, { force: true });
  }
}

async function makeDurableDirectory(directory: string): Promise<void> {
  const created = await mkdir(directory, { recursive: true, mode: 0o700 });
  if (created !== undefined) await syncDirectory(dirname(directory));
}

async function syncDirectory(directory: string): Promise<void> {
  // Windows cannot open directories and needs no such thing.
  if (process.platform === "win32") return;
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
