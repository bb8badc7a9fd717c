// What a store of document bytes can do, whichever medium is behind it.
import type { Readable } from "node:stream";

/** The address of a blob: lower-case hex SHA-256 of its bytes. */
export type Sha256 = string;

/** Byte positions, both inclusive as in HTTP's Range. */
export type ByteRange = { start: number; end?: number };

export type StoredBlob = { sha256: Sha256 /** Bytes. */; size: number };

export type OpenedBlob = {
  /** Bytes of the whole blob, also when a range was asked for. */
  size: number;
  /**
   * The bytes. Without a range the hash is checked while reading and the stream ends in a
   * `BlobCorruptError` instead of a clean end when it does not match.
   */
  stream: Readable;
};

export type PutOptions = {
  /** Refuse with a `TooLargeError` as soon as more bytes than this arrive. */
  maxBytes?: number;
};

/** Content-addressed, write-once storage; the same bytes stored twice are one blob. */
export type BlobStore = {
  /** Resolves only when the bytes are durable. */
  put(source: AsyncIterable<Uint8Array> | Uint8Array, options?: PutOptions): Promise<StoredBlob>;
  /** Fails with `BlobNotFoundError`, or `RangeError` for a range outside the blob. */
  open(sha256: Sha256, range?: ByteRange): Promise<OpenedBlob>;
  /** The whole blob in memory, verified. */
  read(sha256: Sha256): Promise<Buffer>;
  has(sha256: Sha256): Promise<boolean>;
  /** Removing what is not there is no error. */
  delete(sha256: Sha256): Promise<void>;
  /** Fails when the store cannot be written to now; for readiness. */
  check(): Promise<void>;
  close(): Promise<void>;
};
