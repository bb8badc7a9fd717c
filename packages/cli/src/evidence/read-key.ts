// Reads the desk's public key: as text, or from a file that holds it as base64, hex, PEM or the API's JSON.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readPublicKey } from "@creditnexus/contract";
import { UsageError } from "../command/errors.ts";

const fromContent = (content: string): Uint8Array<ArrayBuffer> | undefined => {
  const stated = /"public_key"\s*:\s*"([^"]+)"/.exec(content)?.[1];
  return readPublicKey(stated ?? content);
};

/** Throws a {@link UsageError} when it is no Ed25519 public key. */
export const readKey = async (text: string, cwd: string): Promise<Uint8Array<ArrayBuffer>> => {
  const given = readPublicKey(text);
  if (given !== undefined) return given;
  const content = await readFile(resolve(cwd, text), "utf8").catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      `--key is neither an Ed25519 public key nor a file that can be read: ${why}`,
      "Give the 32 bytes of the key in base64 or hex, or a file with them, such as the output of `creditnexus evidence key`.",
    );
  });
  const found = fromContent(content);
  if (found !== undefined) return found;
  throw new UsageError(
    `${text} holds no Ed25519 public key.`,
    "It may hold base64, hex, PEM, or the JSON of `creditnexus evidence key --json`.",
  );
};
