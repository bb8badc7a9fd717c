// A file of a bundle: known by size and hash before its bytes are read, so that large PDFs pass through as streams.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { BlobStore } from "../../blobs/blob-store.ts";

export type BundleFile = { path: string; sha256: string; size: number; open: () => Promise<Readable> };

export const fileOf = (path: string, content: Uint8Array | string): BundleFile => {
  const bytes = Buffer.from(content);
  return {
    path,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    size: bytes.length,
    open: async () => Readable.from([bytes], { objectMode: false }),
  };
};

export const jsonOf = (path: string, value: unknown): BundleFile =>
  fileOf(path, `${JSON.stringify(value, null, 2)}\n`);

/** The store checks the hash while it reads; a blob that has rotted breaks the download off. */
export const fileOfBlob = (
  blobs: BlobStore,
  path: string,
  blob: { sha256: string; size: number },
): BundleFile => ({ path, ...blob, open: async () => (await blobs.open(blob.sha256)).stream });
