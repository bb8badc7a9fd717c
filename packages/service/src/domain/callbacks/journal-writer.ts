// Writes callbacks to the journal: concurrent ones share one insert and one commit.
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { UnavailableError } from "../../errors.ts";
import { newId } from "../ids.ts";
import type { Authenticity } from "./callback.ts";

export type IncomingCallback = {
  workspaceId: string;
  receivedAt: Date;
  body: Buffer;
  headers: Record<string, string>;
  sourceAddress: string;
  authenticity: Authenticity;
};

export type JournalWriter = {
  /** Resolves when the row is committed. Rejects with an UnavailableError when the database is away. */
  write(callback: IncomingCallback): Promise<void>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
};

type Waiting = { callback: IncomingCallback; resolve: () => void; reject: (error: Error) => void };

/** Rows of one insert; at 1 MiB each a batch stays far below PostgreSQL's limits through the second cap. */
const MAX_ROWS = 256;
const MAX_BYTES = 8 * 1024 * 1024;

/** A database that is away is asked again after this: a storm's tries, one after the other, would slow its recovery. */
const AWAY_MS = 200;

/**
 * A database that does not answer, say because the network swallows everything, is away too: the sender gets a 503 while it
 * still listens, and its callback comes again.
 */
const ANSWER_WITHIN_MS = 10_000;

/** Of callbacks that wait for their insert; beyond it they are refused at once, so that memory does not grow. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const MAX_WAITING = 20_000;

/** One statement, prepared once per connection whatever the number of rows. */
const INSERT = {
  name: "journal-insert",
  query_timeout: ANSWER_WITHIN_MS,
  text: `insert into callback_journal
    (workspace_id, callback_id, received_at, body, sha256, headers, source_address, authenticity, next_attempt_at)
    select w, c, r, b, s, h, a, p, r
    from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bytea[], $5::text[], $6::jsonb[], $7::text[], $8::text[])
      as t(w, c, r, b, s, h, a, p)`,
};

const takeBatch = (waiting: Waiting[]): Waiting[] => {
  let count = 0;
  let bytes = 0;
  for (const { callback } of waiting) {
    bytes += callback.body.length;
    if (count > 0 && (count === MAX_ROWS || bytes > MAX_BYTES)) break;
    count += 1;
  }
  return waiting.splice(0, count);
};

const unavailable = (cause: unknown): UnavailableError =>
  new UnavailableError({
    code: "unavailable",
    message: "The callback could not be stored and was not accepted: send it again.",
    retryAfterSeconds: 5,
    cause,
  });

/** No answer at all, or that it is starting or ending; not the refusal of what was to be written. */
const isAway = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || error.code?.startsWith("57P") === true;

/** One insert is under way at a time; what arrives meanwhile forms the next batch. */
export const createJournalWriter = (pool: Pick<pg.Pool, "query">, onWritten: () => void): JournalWriter => {
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let running: Promise<void> | undefined;

  const insert = async (batch: readonly Waiting[]): Promise<void> => {
    const rows = batch.map(({ callback }) => callback);
    await pool.query({
      ...INSERT,
      values: [
        rows.map((row) => row.workspaceId),
        rows.map((row) => newId("callback", row.receivedAt)),
        rows.map((row) => row.receivedAt),
        rows.map((row) => row.body),
        rows.map((row) => createHash("sha256").update(row.body).digest("hex")),
        rows.map((row) => JSON.stringify(row.headers)),
        rows.map((row) => row.sourceAddress),
        rows.map((row) => row.authenticity),
      ],
    });
  };

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      for (const { callback } of batch) waitingBytes -= callback.body.length;
      try {
        await insert(batch);
        for (const one of batch) one.resolve();
        onWritten();
      } catch (error) {
        for (const one of batch) one.reject(unavailable(error));
        if (isAway(error)) await pause(AWAY_MS);
      }
    }
    running = undefined;
  };

  return {
    write: (callback) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MAX_WAITING || waitingBytes + callback.body.length > MAX_WAITING_BYTES)
          return reject(unavailable(new Error(`${waiting.length} callbacks wait for the database already`)));
        waiting.push({ callback, resolve, reject });
        waitingBytes += callback.body.length;
        // In the next tick, so that callbacks read in the same one are in the first batch already.
        running ??= Promise.resolve().then(run);
      }),
    idle: async () => {
      await running;
    },
  };
};
