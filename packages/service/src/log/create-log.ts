// Makes the process's logger: JSON lines for machines, short lines for a person at a terminal.
import { pino } from "pino";
import type { Log } from "./log.ts";
import { redactedPaths, scrub } from "./redact.ts";
import { shortLine } from "./short-lines.ts";

export type LogOptions = {
  level: string;
  /** Default: `short` at a terminal, else `json`. */
  format?: "json" | "short";
  /** Default: standard output. */
  destination?: { write(line: string): unknown };
};

/** Credentials are taken out by field name and, in texts, by pattern. */
export function createLog({ level, format, destination = process.stdout }: LogOptions): Log {
  const short = (format ?? (process.stdout.isTTY ? "short" : "json")) === "short";
  return pino(
    { level, base: null, redact: { paths: redactedPaths, censor: "[redacted]" } },
    {
      write(line: string) {
        const clean = scrub(line);
        destination.write(short ? shortLine(clean) : clean);
      },
    },
  );
}
