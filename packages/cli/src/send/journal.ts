// Remembers on disk how far a send has come, so that the same command goes on after an interruption and sends nothing twice.
import { createHash, randomUUID } from "node:crypto";
import { appendFile, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const Head = z.object({ run: z.string(), started_at: z.string() });
const Entry = z.object({ index: z.number().int(), signature_id: z.string() });

export interface SendJournal {
  /** The same for all attempts of one send; idempotency keys are made from it. */
  run: string;
  /** Signature ids by the index of their request in the plan. */
  done: ReadonlyMap<number, string>;
  record(index: number, signatureId: string): Promise<void>;
  /** Called when nothing is left open: the same command then sends anew. */
  close(): Promise<void>;
}

/** `XDG_STATE_HOME`, or `~/.local/state`, with a directory of ours. */
export const stateDirectory = (env: Record<string, string | undefined>): string =>
  join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "creditnexus", "sends");

/** Equal for equal parts, in order. */
export const fingerprint = (parts: unknown): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");

const readText = (path: string): Promise<string> =>
  readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });

/** Complete lines only; what a kill cut off is cut off the file as well, so that the next line begins at its beginning. */
const readLines = async (path: string): Promise<unknown[]> => {
  const text = await readText(path);
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  if (complete !== text) await truncate(path, Buffer.byteLength(complete));
  return complete
    .split("\n")
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
};

/** A line that a crash cut off is not read: its request is asked for again under its idempotency key. */
export const openJournal = async (
  directory: string,
  name: string,
  options: { fresh: boolean; now: Date },
): Promise<SendJournal> => {
  const path = join(directory, `${name}.jsonl`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const [head, ...entries] = options.fresh ? [] : await readLines(path);
  const known = Head.safeParse(head);
  const run = known.success ? known.data.run : randomUUID();
  const done = new Map<number, string>();
  if (known.success) {
    for (const entry of entries) {
      const { index, signature_id } = Entry.parse(entry);
      done.set(index, signature_id);
    }
  } else {
    const started = { run, started_at: options.now.toISOString() };
    await writeFile(path, `${JSON.stringify(started)}\n`, { mode: 0o600 });
  }
  return {
    run,
    done,
    record: async (index, signatureId) => {
      done.set(index, signatureId);
      await appendFile(path, `${JSON.stringify({ index, signature_id: signatureId })}\n`);
    },
    close: () => rm(path, { force: true }),
  };
};

/** A journal that forgets, for a send whose idempotency key was given by hand. */
export const forgetfulJournal = (run: string): SendJournal => ({
  run,
  done: new Map(),
  record: async () => undefined,
  close: async () => undefined,
});
