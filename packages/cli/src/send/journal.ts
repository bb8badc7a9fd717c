// Remembers on disk what a send has sent, so that the same command goes on after an interruption or a refusal and sends nothing twice.
import { createHash, randomUUID } from "node:crypto";
import { appendFile, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { CliError } from "../command/errors.ts";

/** Shorter than the service remembers idempotency keys, which is seven days: an older send cannot be gone on with safely. */
const KEPT_MS = 6 * 24 * 60 * 60 * 1000;

const Head = z.object({ run: z.string(), started_at: z.iso.datetime() });
const Entry = z.object({ request: z.string(), signature_id: z.string() });

export interface SendJournal {
  /** Begin of the request's idempotency keys: the same for all attempts of one send. */
  keyOf(request: { id: string; index: number }): string;
  /** Signature ids by the id of their request. */
  done: ReadonlyMap<string, string>;
  record(id: string, signatureId: string): Promise<void>;
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

const tooOld = (startedAt: string, sent: number, planned: number): CliError =>
  new CliError(
    `This command was left unfinished on ${startedAt.slice(0, 10)}, with ${sent} of ${planned} sent: too long ago to go on with it.`,
    {
      code: "send_too_old",
      nextStep:
        "Run it with --fresh to send all of them anew, or leave out what `creditnexus status` shows as sent.",
    },
  );

/**
 * A line that a crash cut off is not read: its request is asked for again under its idempotency key. Throws a
 * {@link CliError} when one of `requests` was sent so long ago that going on could send twice.
 */
export const openJournal = async (
  directory: string,
  name: string,
  options: { fresh: boolean; now: Date; requests: readonly string[] },
): Promise<SendJournal> => {
  const { fresh, now, requests } = options;
  const path = join(directory, `${name}.jsonl`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const [head, ...entries] = fresh ? [] : await readLines(path);
  const known = Head.safeParse(head);
  const done = new Map<string, string>();
  let run = randomUUID() as string;
  const sentBefore = entries.map((entry) => Entry.parse(entry));
  const isOld = known.success && now.getTime() - Date.parse(known.data.started_at) > KEPT_MS;
  if (isOld) {
    const ids = new Set(sentBefore.map(({ request }) => request));
    const sent = requests.filter((id) => ids.has(id)).length;
    if (sent > 0) throw tooOld(known.data.started_at, sent, requests.length);
  }
  if (known.success && !isOld) {
    run = known.data.run;
    for (const { request, signature_id } of sentBefore) done.set(request, signature_id);
  } else {
    const started = { run, started_at: now.toISOString() };
    await writeFile(path, `${JSON.stringify(started)}\n`, { mode: 0o600 });
  }
  return {
    keyOf: ({ id }) => `${run}-${id}`,
    done,
    record: async (id, signatureId) => {
      done.set(id, signatureId);
      await appendFile(path, `${JSON.stringify({ request: id, signature_id: signatureId })}\n`);
    },
    close: () => rm(path, { force: true }),
  };
};

/** A journal that forgets, for a send whose idempotency key was given by hand. */
export const forgetfulJournal = (key: string): SendJournal => ({
  // By place: another content under the same key is a mistake, which the service then finds.
  keyOf: ({ index }) => `${key}-${index + 1}`,
  done: new Map(),
  record: async () => undefined,
  close: async () => undefined,
});
