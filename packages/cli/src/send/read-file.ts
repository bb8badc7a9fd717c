// Opens a file to be sent without reading it into memory, and says so clearly when it cannot be sent.
import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { CliError } from "../command/errors.ts";

export interface FileToSend {
  /** As it was written on the command line. */
  path: string;
  fileName: string;
  blob: Blob;
}

const missing = (path: string, cause: unknown): CliError =>
  new CliError(`${path} is not there.`, {
    code: "file_not_found",
    nextStep: "Check the path; it starts from the current directory.",
    cause,
  });

/** Throws a {@link CliError} when `path` is missing, no file, empty or unreadable. */
export const openFile = async (path: string, cwd: string): Promise<FileToSend> => {
  const absolute = resolve(cwd, path);
  const facts = await stat(absolute).catch((cause: unknown) => {
    throw missing(path, cause);
  });
  if (!facts.isFile()) throw new CliError(`${path} is not a file: name a PDF.`, { code: "not_a_file" });
  if (facts.size === 0) {
    throw new CliError(`${path} is empty: name a PDF.`, { code: "empty_file" });
  }
  const blob = await openAsBlob(absolute, { type: "application/pdf" });
  return { path, fileName: basename(absolute), blob };
};
