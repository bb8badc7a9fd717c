// Reads what a child has used so far from the kernel; answers undefined where the system does not tell.
import { readFileSync } from "node:fs";

export interface Usage {
  readonly memoryMb: number;
  readonly cpuSeconds: number;
}

// Linux fixes both on every architecture Node supports: 4 KiB pages on x64 and on arm64's usual kernels, 100 ticks per second.
const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

export function readUsage(pid: number): Usage | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name stands in parentheses and may hold blanks, so the fields are counted from the last ")".
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { memoryMb: (pages * PAGE_BYTES) / 1024 / 1024, cpuSeconds: ticks / TICKS_PER_SECOND };
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
