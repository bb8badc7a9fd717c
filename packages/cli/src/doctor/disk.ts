// How much room the data directory's disk has.
import { statfs } from "node:fs/promises";

export interface DiskRoom {
  /** Bytes that an ordinary user may still write. */
  free: number;
  total: number;
}

/** Undefined when the directory is not on this machine. */
export const diskRoom = async (directory: string): Promise<DiskRoom | undefined> => {
  try {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
};
