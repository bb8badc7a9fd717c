// Turns JSON log lines into short ones for a person at a terminal.

const LEVELS: Record<number, string> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
};

type Entry = { time: number; level: number; msg?: string; err?: { message?: string; stack?: string } };

/** `12:30:59 warn  idle database connection lost  pid=12`, and the stack of an unexpected error below. */
export function shortLine(json: string): string {
  const { time, level, msg = "", err, pid: _, hostname: __, ...fields } = JSON.parse(json);
  const entry: Entry = { time, level, err };
  const clock = new Date(entry.time).toTimeString().slice(0, 8);
  const texts = Object.entries(fields).map(([name, value]) => `${name}=${compact(value)}`);
  const head = [clock, (LEVELS[entry.level] ?? String(entry.level)).padEnd(5), msg].join(" ");
  const cause = err === undefined ? [] : [`(${err.message})`];
  const line = [head, ...cause, ...texts].join("  ");
  return entry.level >= 50 && err?.stack ? `${line}\n${err.stack}\n` : `${line}\n`;
}

function compact(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
