// Opens the store of document bytes that the configuration names.
import { join } from "node:path";
import type { BlobConfig } from "../config/config.ts";
import type { BlobStore } from "./blob-store.ts";
import { openDirectoryStore } from "./directory-store.ts";

/** `dataDir` takes uploads to S3 until their hash is known. */
export async function openBlobStore(config: BlobConfig, dataDir: string): Promise<BlobStore> {
  if (config.kind === "directory") return openDirectoryStore(config.path);
  // Loaded only when used: the SDK takes a fifth of a start.
  const { openS3Store } = await import("./s3-store.ts");
  return openS3Store({ ...config, spoolDirectory: join(dataDir, "uploads") });
}
