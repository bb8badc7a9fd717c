// Replaces `.env` in one step, readable by its owner only.
import { randomUUID } from "node:crypto";
import { readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const textOr = async (path: string, otherwise: () => Promise<string>): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return otherwise();
    throw error;
  }
};

/** What `.env` says now; where there is none, the commented settings of `.env.example`, or nothing. */
export const readEnvText = (directory: string): Promise<string> =>
  textOr(join(directory, ".env"), () => textOr(join(directory, ".env.example"), async () => ""));

/** What a link leads to, so that the link stays one. */
const targetOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return path;
    throw error;
  }
};

/** Never half-written: the new file takes the old one's place when it is complete, with mode 0600. */
export const writeEnvFile = async (given: string, text: string): Promise<void> => {
  const path = await targetOf(given);
  const partial = join(dirname(path), `.env.${randomUUID()}.part`);
  try {
    await writeFile(partial, text, { mode: 0o600, flag: "wx" });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};
