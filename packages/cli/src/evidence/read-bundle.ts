// Reads a bundle's files out of its zip, without writing anything and without being fooled by the zip.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { unzipSync } from "fflate";
import { CliError } from "../command/errors.ts";

/** Of all files together; a bundle has at most a few hundred megabytes of PDFs. */
const MOST_BYTES = 2 ** 31;

/** A path of one directory at most, which leads nowhere else when somebody unpacks the zip. */
const SAFE_NAME = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/;

const unreadable = (path: string, why: string, cause?: unknown): CliError =>
  new CliError(`${path} is no evidence bundle: ${why}.`, {
    code: "not_a_bundle",
    nextStep: "Name the zip that `creditnexus evidence get` wrote.",
    cause,
  });

const readBytes = (path: string, cwd: string): Promise<Buffer> =>
  readFile(resolve(cwd, path)).catch((cause: unknown) => {
    throw new CliError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      code: "file_not_found",
      nextStep: "Check the path; it starts from the current directory.",
      cause,
    });
  });

/** Throws a {@link CliError} when the file cannot be read, is no zip, or holds one name twice. */
export const readBundle = async (path: string, cwd: string): Promise<Map<string, Uint8Array>> => {
  const bytes = await readBytes(path, cwd);
  const seen = new Set<string>();
  let size = 0;
  const unzipped = (() => {
    try {
      return unzipSync(bytes, {
        filter: (file) => {
          size += file.originalSize;
          // Programs differ in which of two they take: one could be shown and the other checked.
          if (seen.has(file.name)) throw unreadable(path, `it holds ${file.name} twice`);
          if (!SAFE_NAME.test(file.name)) throw unreadable(path, `it holds ${JSON.stringify(file.name)}`);
          if (size > MOST_BYTES) throw unreadable(path, `its files have more than ${MOST_BYTES} bytes`);
          seen.add(file.name);
          return true;
        },
      });
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw unreadable(
        path,
        `it cannot be unpacked (${error instanceof Error ? error.message : String(error)})`,
        error,
      );
    }
  })();
  return new Map(Object.entries(unzipped));
};
