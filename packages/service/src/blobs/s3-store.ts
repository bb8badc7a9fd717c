// Keeps blobs as objects of an S3 bucket, named by their hash.
import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import type { BlobConfig } from "../config/config.ts";
import { blobNotFound } from "./blob-errors.ts";
import type { BlobStore, ByteRange, OpenedBlob, PutOptions, Sha256 } from "./blob-store.ts";
import { checkRange } from "./check-range.ts";
import { verify } from "./hash-while-passing.ts";
import { assertSha256 } from "./sha256.ts";
import { spool } from "./spool.ts";

export type S3StoreOptions = Extract<BlobConfig, { kind: "s3" }> & {
  /** Where uploads are measured before their name is known. Created when missing. */
  spoolDirectory: string;
  /** Default: AWS's own chain (environment, profile, instance). */
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

export async function openS3Store({
  bucket,
  prefix,
  endpoint,
  region,
  spoolDirectory,
  credentials,
}: S3StoreOptions): Promise<BlobStore> {
  await mkdir(spoolDirectory, { recursive: true, mode: 0o700 });
  const client = new S3Client({
    region,
    // Servers other than AWS rarely have a host name per bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    // We send and check SHA-256 ourselves; the SDK's own CRC trailers break older S3-compatible servers.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const objectOf = (sha256: Sha256) => {
    assertSha256(sha256);
    return { Bucket: bucket, Key: `${prefix}${sha256.slice(0, 2)}/${sha256}` };
  };

  /** Undefined when there is no such object. */
  async function sizeOf(sha256: Sha256): Promise<number | undefined> {
    try {
      return (await client.send(new HeadObjectCommand(objectOf(sha256)))).ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function put(source: Parameters<BlobStore["put"]>[0], options: PutOptions = {}) {
    const { path, sha256, size } = await spool(source, spoolDirectory, options);
    try {
      await client.send(
        new PutObjectCommand({
          ...objectOf(sha256),
          Body: createReadStream(path),
          ContentLength: size,
          ContentType: "application/octet-stream",
          // Lets the server refuse bytes that were damaged on the way.
          ChecksumSHA256: Buffer.from(sha256, "hex").toString("base64"),
        }),
      );
    } finally {
      await rm(path, { force: true });
    }
    return { sha256, size };
  }

  async function open(sha256: Sha256, range?: ByteRange): Promise<OpenedBlob> {
    const size = await sizeOf(sha256);
    if (size === undefined) throw blobNotFound(sha256);
    const part = range && checkRange(range, size);
    const answer = await client.send(
      new GetObjectCommand({
        ...objectOf(sha256),
        ...(part ? { Range: `bytes=${part.start}-${part.end}` } : {}),
      }),
    );
    if (!(answer.Body instanceof Readable)) throw new TypeError("S3 answered without a readable body");
    if (part) return { size, stream: answer.Body };
    const stream = verify(sha256);
    // Failures of the connection end the returned stream with the same error.
    pipeline(answer.Body, stream, () => undefined);
    return { size, stream };
  }

  return {
    put,
    open,
    read: async (sha256) => buffer((await open(sha256)).stream),
    has: async (sha256) => (await sizeOf(sha256)) !== undefined,
    async delete(sha256) {
      await client.send(new DeleteObjectCommand(objectOf(sha256)));
    },
    async check() {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    },
    close: async () => client.destroy(),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}
