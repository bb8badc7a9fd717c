// Watches system calls of PostgreSQL and of a service, to see what happens between a callback and its acknowledgement.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pause } from "./processes.ts";

/** Whether strace is installed and may attach to processes here. */
export const canTrace = (): boolean => spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

/** A process's own children; PostgreSQL's backends. */
const childrenOf = (pid: number): number[] =>
  globSync(`/proc/${pid}/task/*/children`).flatMap((file) =>
    readFileSync(file, "utf8").split(" ").filter(Boolean).map(Number),
  );

export interface Call {
  /** Whether the service made it, else PostgreSQL. */
  isService: boolean;
  name: string;
  text: string;
}

/** Unfinished calls count where they end, so a sync stands where it was over. */
const parse = (lines: readonly string[], service: ReadonlySet<number>): Call[] => {
  const begun = new Map<string, string>();
  return lines.flatMap((line) => {
    const [, pid = "", rest = ""] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest);
    const text = resumed === null ? rest : `${begun.get(pid) ?? `${resumed[1]}(`}${resumed[2]}`;
    if (rest.endsWith("<unfinished ...>")) {
      begun.set(pid, rest.slice(0, -"<unfinished ...>".length));
      // What is written is on its way from the moment the call begins.
      return /^(write|writev|sendto|sendmsg)\(/.test(rest)
        ? [{ isService: service.has(Number(pid)), name: "begun", text: rest }]
        : [];
    }
    const name = /^(\w+)\(/.exec(text)?.[1];
    return name === undefined ? [] : [{ isService: service.has(Number(pid)), name, text }];
  });
};

/** Runs `during` under strace and resolves to the calls of both, in the order in which they ended. */
export const traceCalls = async (
  pids: { postmaster: number; service: number },
  output: string,
  during: () => Promise<void>,
): Promise<Call[]> => {
  const all = [pids.service, pids.postmaster, ...childrenOf(pids.postmaster)];
  const calls =
    "read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync,pwrite64,pwritev,openat";
  const child = spawn(
    "strace",
    ["-f", "-s", "80", "-e", `trace=${calls}`, "-o", output, ...all.flatMap((pid) => ["-p", String(pid)])],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const exit = once(child, "exit");
  const deadline = Date.now() + 20_000;
  while (said.split("attached").length - 1 < all.length) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`strace did not attach: ${said}`);
    await pause(20);
  }
  try {
    await during();
  } finally {
    child.kill("SIGINT");
    await exit;
  }
  const threads = new Set(
    globSync(`/proc/${pids.service}/task/*`).map((path) => Number(path.split("/").at(-1))),
  );
  return parse((await readFile(output, "utf8")).split("\n"), threads.add(pids.service));
};
