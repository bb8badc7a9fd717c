// What can be wrong with a blob that was asked for.
import { NotFoundError, ServiceError, TooLargeError } from "../errors.ts";

export function blobNotFound(sha256: string, cause?: unknown): NotFoundError {
  return new NotFoundError({
    code: "blob_not_found",
    message: `There is no stored content ${sha256}: it was deleted, or it belongs to another storage than BLOB_URL or DATA_DIR names now.`,
    cause,
  });
}

/** The bytes differ from what was stored; nothing of them may be used. */
export class BlobCorruptError extends ServiceError {
  override name = "BlobCorruptError";

  constructor(sha256: string, actual: string) {
    super({
      code: "blob_corrupt",
      message: `Stored content ${sha256} has the hash ${actual} now: its storage is damaged, restore it from a backup.`,
      details: { sha256, actual },
    });
  }
}

export function blobTooLarge(maxBytes: number): TooLargeError {
  return new TooLargeError({
    code: "too_large",
    message: `The content is larger than ${maxBytes} bytes: send a smaller file, or raise MAX_UPLOAD_MB.`,
    details: { max_bytes: maxBytes },
  });
}
