// Where a command writes: results to standard output, everything else to standard error, JSON when nobody is looking.
import type { Writable } from "node:stream";
import { progress as progressBar, spinner } from "@clack/prompts";
import { createStyle, type Style } from "./style.ts";

export interface Terminal {
  /** Results are JSON: asked for, or standard output is not a terminal. */
  readonly json: boolean;
  /** A person is at both ends and can be asked. */
  readonly interactive: boolean;
  /** A person looks on, so that spinners, progress and redrawing make sense. */
  readonly animated: boolean;
  /** Columns; 100 where there is no terminal. */
  readonly width: number;
  /** Colours of standard output. */
  readonly style: Style;
  /** Colours of standard error. */
  readonly errorStyle: Style;
  /** One result: indented JSON, or its text. */
  result(data: unknown, text: () => string): void;
  /** One result of a stream: a JSON line, or its text. */
  line(data: unknown, text: () => string): void;
  /** Bytes or text exactly as they are, for `-o -`. */
  raw(chunk: Uint8Array | string): Promise<void>;
  /** A remark for people on standard error; nothing when the output is JSON. */
  note(text: string): void;
  /** Text on standard error, whatever the output is. */
  error(text: string): void;
  /** Runs `task` behind a spinner; `say` changes its text. Without a terminal it just runs. */
  progress<T>(label: string, task: (say: (text: string) => void) => Promise<T>): Promise<T>;
  /** The same with a bar of `total` steps; `task` says how many are done. A single step gets a spinner. */
  bar<T>(label: string, total: number, task: (onProgress: (done: number) => void) => Promise<T>): Promise<T>;
}

export interface Streams {
  stdin: { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
}

/** `json` undefined: decided by whether standard output is a terminal. */
export const createTerminal = (streams: Streams, json: boolean | undefined): Terminal => {
  const { stdin, stdout, stderr } = streams;
  const isJson = json ?? stdout.isTTY !== true;
  const animated = !isJson && stdout.isTTY === true && stderr.isTTY === true;
  const interactive = animated && stdin.isTTY === true;
  const progress: Terminal["progress"] = async (label, task) => {
    if (!animated) return task(() => undefined);
    const wheel = spinner({ output: stderr, indicator: "dots", withGuide: false });
    wheel.start(label);
    return task((text) => wheel.message(text)).finally(() => wheel.clear());
  };
  return {
    json: isJson,
    interactive,
    animated,
    width: stdout.columns || 100,
    style: createStyle(stdout),
    errorStyle: createStyle(stderr),
    result: (data, text) => {
      stdout.write(isJson ? `${JSON.stringify(data, null, 2)}\n` : `${text()}\n`);
    },
    line: (data, text) => {
      stdout.write(isJson ? `${JSON.stringify(data)}\n` : `${text()}\n`);
    },
    raw: (chunk) =>
      new Promise((resolve, reject) => {
        const failed = (error: Error) => reject(error);
        stdout.once("error", failed);
        stdout.write(chunk, () => {
          stdout.off("error", failed);
          resolve();
        });
      }),
    note: (text) => {
      if (!isJson) stderr.write(`${text}\n`);
    },
    error: (text) => {
      stderr.write(`${text}\n`);
    },
    progress,
    bar: async (label, total, task) => {
      if (!animated) return task(() => undefined);
      if (total === 1) return progress(label, () => task(() => undefined));
      const bar = progressBar({ output: stderr, max: total, size: 30, withGuide: false });
      let shown = 0;
      bar.start(label);
      const show = (done: number) => {
        bar.advance(done - shown, `${label} ${done + 1} of ${total}`);
        shown = done;
      };
      return task(show).finally(() => bar.clear());
    },
  };
};
