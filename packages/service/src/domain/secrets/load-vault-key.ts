// Finds the key that encrypts signing links: from the configuration, else a file made on first start.
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Secret } from "../../config/secret.ts";
import { StartupError } from "../../errors.ts";

const KEY_BYTES = 32;

const decode = (text: string, origin: string): Buffer => {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, "hex") : Buffer.from(trimmed, "base64");
  if (key.length === KEY_BYTES) return key;
  throw new StartupError({
    code: "bad_encryption_key",
    message: `The encryption key in ${origin} has ${key.length} bytes, expected ${KEY_BYTES} as hex or base64: restore the right one, stored signing links cannot be read without it.`,
    exitCode: 78,
  });
};

/** Reads or makes the key; the file `secrets.key` in `dataDir` is readable for its owner alone. */
export const loadVaultKey = async (input: {
  encryptionKey: Secret | undefined;
  dataDir: string;
}): Promise<Buffer> => {
  if (input.encryptionKey !== undefined) return decode(input.encryptionKey.reveal(), "the configuration");
  const path = join(input.dataDir, "secrets.key");
  await mkdir(input.dataDir, { recursive: true });
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return undefined;
    throw error;
  });
  if (file === undefined) return decode(await readFile(path, "utf8"), path);
  const key = randomBytes(KEY_BYTES);
  try {
    await file.writeFile(`${key.toString("hex")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return key;
};
