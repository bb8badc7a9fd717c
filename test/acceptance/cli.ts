// Runs the command line as a person or a script does: its binary as a process, on a pipe or on a pseudo-terminal.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { spawn as spawnTerminal } from "@lydell/node-pty";
import { cleanEnvironment } from "./start.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Node to run it with; this process's own otherwise. */
  node?: string;
  /** The project whose command line it is; this one otherwise. */
  project?: string;
}

const binaryOf = ({ project = ROOT }: RunOptions): string => join(project, "packages/cli/bin/creditnexus.js");

/** A process on pipes that is still running; `line` waits for a line of standard output that `holds`. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ran>;
  readonly line: (holds: (line: string) => boolean) => Promise<string>;
}

export const start = (words: readonly string[], options: RunOptions = {}): Running => {
  const child = spawn(options.node ?? process.execPath, [binaryOf(options), ...words], {
    cwd: options.cwd,
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  const heard = () => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    heard();
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const ended = new Promise<Ran>((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => {
      done({ code: code ?? -1, stdout, stderr });
      heard();
    });
  });
  const line = (holds: (line: string) => boolean) =>
    new Promise<string>((done, failed) => {
      const look = () => {
        const found = stdout.split("\n").slice(0, -1).find(holds);
        if (found === undefined && child.exitCode === null) return;
        listeners.delete(look);
        if (found === undefined)
          failed(new Error(`ended with ${child.exitCode} before that line:\n${stdout}\n${stderr}`));
        else done(found);
      };
      listeners.add(look);
      look();
    });
  return { process: child, ended, line };
};

const REFERENCE = readFileSync(join(ROOT, "docs/reference/command-line.md"), "utf8");

/** Problems with their exit codes, by command, as the reference page has them; `everywhere` belongs to all. */
const problemsIn = (text: string): string[] =>
  [...text.matchAll(/`(\w+)` \(\d+\)/g)].map(([, code]) => code ?? "");
const everywhere = problemsIn(/^Each command below[\s\S]*?\n\n/m.exec(REFERENCE)?.[0] ?? "");
const problemsOf = new Map(
  REFERENCE.split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), problemsIn(section)]),
);

/** Whatever a command fails with must be among the problems that its help names. */
const checkDeclared = (words: readonly string[], { stderr }: Ran): void => {
  const [, body] = /^(\{\n {2}"error"[\s\S]*^\})$/m.exec(stderr) ?? [];
  const name = [words.slice(0, 2).join(" "), words[0] ?? ""].find((each) => problemsOf.has(each));
  if (body === undefined || name === undefined) return;
  const { code } = JSON.parse(body).error;
  if (!everywhere.includes(code) && !problemsOf.get(name)?.includes(code))
    throw new Error(`\`${name}\` failed with ${code}, which its help does not name`);
};

/** Runs it to its end on pipes. */
export const run = async (words: readonly string[], options: RunOptions = {}): Promise<Ran> => {
  const ran = await start(words, options).ended;
  checkDeclared(words, ran);
  return ran;
};

/** Runs it to its end on pipes and reads its standard output as JSON. */
export const runJson = async (
  words: readonly string[],
  options: RunOptions = {},
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked at by the test that asked for it
): Promise<any> => {
  const ran = await run(words, options);
  if (ran.code !== 0)
    throw new Error(`creditnexus ${words.join(" ")} ended with ${ran.code}:\n${ran.stderr}`);
  return JSON.parse(ran.stdout);
};

export interface OnTerminal {
  readonly code: number;
  /** Everything that was written, with its colours and cursor moves. */
  readonly raw: string;
  /** The same without them. */
  readonly text: string;
}

/** Runs it to its end on a pseudo-terminal; `answer` types what a person would after seeing the text so far. */
export const runOnTerminal = (
  words: readonly string[],
  options: RunOptions & { columns?: number; answer?: (text: string) => string | undefined } = {},
): Promise<OnTerminal> =>
  new Promise((done) => {
    const terminal = spawnTerminal(options.node ?? process.execPath, [binaryOf(options), ...words], {
      cols: options.columns ?? 120,
      rows: 40,
      cwd: options.cwd ?? process.cwd(),
      env: { ...cleanEnvironment(), TERM: "xterm-256color", ...options.env },
    });
    let raw = "";
    terminal.onData((chunk) => {
      raw += chunk;
      const typed = options.answer?.(stripVTControlCharacters(raw));
      if (typed !== undefined) terminal.write(typed);
    });
    terminal.onExit(({ exitCode }) =>
      done({ code: exitCode, raw, text: stripVTControlCharacters(raw).replaceAll("\r\n", "\n") }),
    );
  });
