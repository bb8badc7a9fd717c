// Streams that measure or check the bytes passing through them.
import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { BlobCorruptError, blobTooLarge } from "./blob-errors.ts";
import type { StoredBlob } from "./blob-store.ts";

export type Measure = { stream: Transform /** Once the stream has ended. */; result(): StoredBlob };

/** Passes bytes on and hashes them; fails as soon as there are more than `maxBytes`. */
export function measure(maxBytes = Number.POSITIVE_INFINITY): Measure {
  const hash = createHash("sha256");
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) {
        done(blobTooLarge(maxBytes));
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ sha256: hash.digest("hex"), size }) };
}

/** Passes bytes on and fails instead of ending when their hash is not the expected one. */
export function verify(sha256: string): Transform {
  const hash = createHash("sha256");
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const actual = hash.digest("hex");
      done(actual === sha256 ? null : new BlobCorruptError(sha256, actual));
    },
  });
}
