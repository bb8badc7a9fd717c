// The key that the service writes on its first start, for whoever may read its data directory.
import { readFile } from "node:fs/promises";

const unreadable = new Set(["ENOENT", "EACCES", "EPERM", "ENOTDIR"]);

/** The key in `path`; undefined when it is not there or not for this user. */
export const readAdminKey = async (path: string): Promise<string | undefined> => {
  try {
    const key = (await readFile(path, "utf8")).trim();
    return key === "" ? undefined : key;
  } catch (error) {
    if (error instanceof Error && "code" in error && unreadable.has(String(error.code))) return undefined;
    throw error;
  }
};
