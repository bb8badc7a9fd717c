// What the job queue offers to code that knows no pg-boss: definitions, enqueueing and handlers.
import type { ControlledTransaction, Kysely, Transaction } from "kysely";
import type { ZodType } from "zod";
import type { Log } from "../log/log.ts";

/** A named kind of job and how it is retried; declared once, beside the code that enqueues it. */
export type QueueDefinition<Payload extends object = object> = {
  /** Letters, digits, `_`, `-`, `.`; also its name in the database. */
  name: string;
  /** Checked when enqueueing and again before the handler runs. */
  payload: ZodType<Payload>;
  /** Jobs of this queue one process runs at a time. Default 10. */
  concurrency?: number;
  /** Tries after the first. Default 8. */
  retryLimit?: number;
  /** First wait between tries, doubling each time with jitter. Default 2. */
  retryDelaySeconds?: number;
  /** Longest wait between tries. Default 900. */
  retryDelayMaxSeconds?: number;
  /** How long one try may run. Default 300. */
  timeoutSeconds?: number;
  /**
   * `one_waiting`: at most one waiting job per `singletonKey`, later ones are dropped, even when the waiting one is
   * due later; a running one does not count, so what changed since it started is not missed.
   * `every`: each enqueue is its own job. Default `every`.
   */
  duplicates?: "every" | "one_waiting";
};

/** What a handler gets. Throwing means: try again later, or the dead letter list after the last try. */
export type Job<Payload extends object> = {
  id: string;
  payload: Payload;
  /** 1 for the first try. */
  attempt: number;
  /** True when no further try follows a failure of this one. */
  lastAttempt: boolean;
  /** Aborted when the job times out or the process shuts down. */
  signal: AbortSignal;
  log: Log;
};

export type JobHandler<Payload extends object> = (job: Job<Payload>) => Promise<void>;

/** A definition joined with the code that runs it. */
export type Worker = { queue: QueueDefinition; handle: JobHandler<object> };

export type EnqueueOptions = {
  /** Jobs with the same key count as duplicates of each other, see `duplicates`. */
  singletonKey?: string;
  startAfter?: Date;
  /** Higher runs first. Default 0. */
  priority?: number;
};

export type EnqueueOneOptions = EnqueueOptions & {
  /** Dropped also while a job of the same `singletonKey` has failed and waits for its next try. */
  unlessTryingAgain?: boolean;
};

/** A connection of ours: an open transaction, or the plain handle for a job on its own. */
// biome-ignore lint/suspicious/noExplicitAny: the queue never looks at the tables, any schema will do
export type Connection = Transaction<any> | ControlledTransaction<any> | Kysely<any>;

/** A job that failed for good, kept with its cause. */
export type DeadLetter = {
  id: string;
  queue: string;
  payload: unknown;
  /** Message of the last failure. */
  cause: string;
  /** When the job was first enqueued. */
  enqueuedAt: Date;
  failedAt: Date;
};

/** Numbers of jobs, at most a few seconds old. `waiting` includes those that wait for another try. */
export type QueueDepth = { queue: string; waiting: number; running: number; dead: number };

/** Jobs of one queue that were due before a given time and still wait. */
export type Overdue = { queue: string; count: number; since: Date };

/** The part of the queue that use cases hold. */
export type Jobs = {
  /**
   * Adds a job in the given transaction: it exists if and only if the transaction commits.
   * Resolves to the job's id, or `null` when it was dropped as a duplicate.
   */
  enqueue<Payload extends object>(
    connection: Connection,
    queue: QueueDefinition<Payload>,
    payload: Payload,
    options?: EnqueueOneOptions,
  ): Promise<string | null>;
  /** The same for many jobs of one queue in one statement, in the given order. Duplicates are dropped. */
  enqueueAll<Payload extends object>(
    connection: Connection,
    queue: QueueDefinition<Payload>,
    jobs: readonly (EnqueueOptions & { payload: Payload })[],
  ): Promise<void>;
};

export type Queue = Jobs & {
  /** Starts working on the given queues; jobs of others stay waiting. */
  work(workers: readonly Worker[]): Promise<void>;
  /** Enqueues a job by cron expression (UTC), once per occurrence across all processes. */
  schedule<Payload extends object>(
    queue: QueueDefinition<Payload>,
    cron: string,
    payload: Payload,
  ): Promise<void>;
  /** Newest first, at most 1000 unless told otherwise. */
  deadLetters(options?: { limit?: number }): Promise<DeadLetter[]>;
  /** Of all queues. */
  countDeadLetters(): Promise<number>;
  /** Puts these, or all, back into their queues with all their tries; resolves to how many. */
  retryDeadLetters(connection: Connection, ids?: readonly string[]): Promise<number>;
  depths(): Promise<QueueDepth[]>;
  /** Where jobs wait that were due before `dueBefore`; empty while workers keep up. */
  overdue(dueBefore: Date): Promise<Overdue[]>;
  /** Connections of processes that run jobs on this database; 0: there is no worker. */
  workers(): Promise<number>;
  /** Stops fetching, lets running jobs finish for at most this long, then lets go of them. Default 10 s. */
  stop(options?: { timeoutMs?: number }): Promise<void>;
};

/** Declares a queue; the payload's type follows from its schema. */
export function defineQueue<Payload extends object>(
  definition: QueueDefinition<Payload>,
): QueueDefinition<Payload> {
  return definition;
}

/** Joins a queue with its handler, keeping the payload's type between the two. */
export function handledBy<Payload extends object>(
  queue: QueueDefinition<Payload>,
  handle: JobHandler<Payload>,
): Worker {
  // The queue hands a handler only what the same definition's schema has parsed.
  return { queue, handle: handle as JobHandler<object> };
}
