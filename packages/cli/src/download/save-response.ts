// Writes an answer's bytes to a file that appears only when it is complete.
import { createHash, randomUUID } from "node:crypto";
import { link, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CliError } from "../command/errors.ts";

export interface Saved {
  /** Absolute. */
  file: string;
  size: number;
  sha256: string;
}

const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const exists = (file: string): CliError =>
  new CliError(`${file} exists already.`, {
    code: "file_exists",
    nextStep: "Name another file with -o, or overwrite it with --force.",
  });

const publish = async (partial: string, file: string, force: boolean): Promise<void> => {
  if (force) return rename(partial, file);
  // A hard link fails when the name is taken, so that two downloads cannot overwrite each other unseen.
  try {
    await link(partial, file);
  } catch (error) {
    if (errorCode(error) === "EEXIST") throw exists(file);
    throw error;
  }
  await rm(partial);
};

/** Streams `body` into `file`; throws a {@link CliError} when it exists and `force` is false, or cannot be written. */
export const saveResponse = async (
  body: AsyncIterable<Uint8Array>,
  file: string,
  options: { force: boolean; signal: AbortSignal },
): Promise<Saved> => {
  const partial = join(dirname(file), `.${randomUUID()}.part`);
  const hash = createHash("sha256");
  let size = 0;
  try {
    // Open before anything can fail: a stream that opens it itself may do so after the failure, when it was removed already.
    const opened = await open(partial, "wx");
    await pipeline(
      body,
      async function* measured(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          size += chunk.byteLength;
          yield chunk;
        }
      },
      opened.createWriteStream(),
      { signal: options.signal },
    );
    await publish(partial, file, options.force);
  } catch (error) {
    await rm(partial, { force: true });
    if (error instanceof CliError || options.signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(`${file} could not be written: ${why}`, {
      code: "file_not_written",
      nextStep: "Check that the directory exists, is writable and has room.",
      cause: error,
    });
  }
  return { file, size, sha256: hash.digest("hex") };
};
