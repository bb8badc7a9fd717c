// Starts one capped child: no secrets in its environment, nothing on our stderr, no core dump, no way to write.
import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PdfLimits } from "./limits.ts";

// The child is started from its source when this file runs from source, and from its build when packed or bundled.
const FROM_SOURCE = import.meta.url.endsWith(".ts");
const ENTRY = fileURLToPath(
  FROM_SOURCE ? new URL("./child-entry.ts", import.meta.url) : new URL("./child-entry.js", import.meta.url),
);

/** Processor seconds after which a child is replaced between two calls. */
export const LIFETIME_CPU_SECONDS = 120;

// The longest operation may take four times the stated time; the kernel's cap must lie above that.
const LONGEST_CALL = 5;

// RLIMIT_DATA counts what V8 sets aside for code and tables before the first script runs. Measured on Node 24:
// 556 MiB; with less the child dies on start.
const RESERVED_MB = 600;

// The kernel keeps these caps even when the parent is gone or too busy to look: `-c` no core dump, `-t` an
// orphan in a loop ends, `-d` memory. `exec` keeps the pid, so a kill hits Node itself.
const CAPPED = 'ulimit -c 0; ulimit -t "$1"; ulimit -d "$2" 2>/dev/null; shift 2; exec "$0" "$@"';

// Without a shell (Windows, images made of one binary) the parent alone watches over the child.
const SHELL = "/bin/sh";

export function spawnChild(limits: PdfLimits): ChildProcess {
  const flags = [
    `--max-old-space-size=${Math.ceil(limits.heapMb)}`,
    // Decoded images lie outside of the heap, where the collector notices them too late.
    "--expose-gc",
    "--permission",
    "--allow-fs-read=*",
    "--disable-warning=ExperimentalWarning",
    "--no-addons",
  ];
  const common = {
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  } as const;
  if (!existsSync(SHELL)) {
    return fork(ENTRY, [], { ...common, stdio: [...common.stdio], execArgv: flags });
  }
  const cpu = String(Math.ceil(LIFETIME_CPU_SECONDS + LONGEST_CALL * limits.cpuSeconds));
  const data = String(Math.ceil(limits.memoryMb + RESERVED_MB) * 1024);
  return fork(ENTRY, [], {
    ...common,
    stdio: [...common.stdio],
    execPath: SHELL,
    execArgv: ["-c", CAPPED, process.execPath, cpu, data, ...flags],
  });
}
