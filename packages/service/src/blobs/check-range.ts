// Holds a requested byte range against the size of what it is cut from.
import type { ByteRange } from "./blob-store.ts";

/** @throws RangeError when no byte of the blob lies in the range */
export function checkRange({ start, end }: ByteRange, size: number): Required<ByteRange> {
  const last = Math.min(end ?? size - 1, size - 1);
  const usable = Number.isInteger(start) && start >= 0 && start < size && last >= start;
  if (!usable) {
    throw new RangeError(`bytes ${start}-${end ?? ""} lie outside a content of ${size} bytes`);
  }
  return { start, end: last };
}
