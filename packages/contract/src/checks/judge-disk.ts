// Judges the room on the disk of the data directory, for the service and for the doctor beside a service that is down.
import { type Finding, fail, pass, warn } from "./finding.ts";

const MEGABYTE = 1024 * 1024;
/** Less than this many times the reserve is a disk that fills up. */
const LOW = 10;

/** `freeBytes` is what an ordinary user may still write; below `reserveBytes` the disk counts as full. */
export const judgeDisk = (input: { directory: string; freeBytes: number; reserveBytes: number }): Finding => {
  const { directory, freeBytes, reserveBytes } = input;
  const where = { group: "Operation", check: "disk" } as const;
  const left = `${Math.floor(freeBytes / MEGABYTE)} MB are free in ${directory}`;
  const fix =
    "Make room there, or move DATA_DIR to a larger disk: documents and callbacks are refused when it is full.";
  if (freeBytes < reserveBytes) return fail(where, "disk_full", `only ${left}`, fix);
  if (freeBytes < reserveBytes * LOW) return warn(where, "disk_low", `only ${left}`, fix);
  return pass(where, left);
};
