// The job queue over pg-boss, in the service's own database; it knows queues and handlers, but no domain.
import { PgBoss } from "pg-boss";
import type { Database } from "../db/database.ts";
import type { Log } from "../log/log.ts";
import { bossDatabase } from "./boss-database.ts";
import { countWorkers, JOBS_APPLICATION, WORKER_APPLICATION } from "./count-workers.ts";
import { countDeadLetters, listDeadLetters } from "./dead-letters.ts";
import { createLimit } from "./limit.ts";
import { listOverdue } from "./overdue.ts";
import type { EnqueueOptions, Queue, QueueDefinition } from "./queue.ts";
import {
  concurrencyOf,
  DEAD_LETTERS,
  deadLetterOptions,
  policyOf,
  storedOptions,
  workOptions,
} from "./queue-options.ts";
import { redriveAll } from "./redrive-all.ts";
import { releaseOrphans } from "./release-orphans.ts";
import { runJob } from "./run-job.ts";
import { isTryingAgain } from "./trying-again.ts";

export type CreateQueueOptions = {
  database: Pick<Database<unknown>, "connectionSettings">;
  log: Log;
  /** Every queue of the service, also in processes that work on none. */
  queues: readonly QueueDefinition[];
  /** Whether this process runs jobs and keeps the queue's house; false for one that only enqueues. */
  worker?: boolean;
  /** No other process works on this database, so that a killed predecessor's jobs can go on at once. */
  alone?: boolean;
  maxConnections?: number;
};

/** How often jobs of dead workers are looked for and depths are counted. */
const SUPERVISE_SECONDS = 3;
const STOP_WITHIN_MS = 10_000;
const SAME_ERROR_MS = 5_000;

/** Resolves when jobs can be enqueued; creates and migrates the queue's own tables. */
export async function createQueue({
  database,
  log,
  queues,
  worker = true,
  alone = false,
  maxConnections = 6,
}: CreateQueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    ...database.connectionSettings(),
    application_name: worker ? WORKER_APPLICATION : JOBS_APPLICATION,
    max: maxConnections,
    schema: "pgboss",
    supervise: worker,
    schedule: worker,
    useListenNotify: worker,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on("error", quietly(log));
  boss.on("warning", ({ message }) => log.warn({ warning: message }, "job queue warning"));
  await boss.start();
  await declare(boss, queues);
  const orphans = alone ? await releaseOrphans(boss) : 0;
  if (orphans > 0) log.warn({ orphans }, "jobs of a killed process will run again");
  const stopping = new AbortController();

  return {
    async enqueue(connection, queue, payload, { unlessTryingAgain, ...options } = {}) {
      const db = bossDatabase(connection);
      if (unlessTryingAgain && (await isTryingAgain(db, queue.name, options.singletonKey))) return null;
      return boss.send(queue.name, queue.payload.parse(payload), { db, ...given(options) });
    },
    async enqueueAll(connection, queue, jobs) {
      if (jobs.length === 0) return;
      const rows = jobs.map(({ payload, ...options }) => ({
        data: queue.payload.parse(payload),
        ...given(options),
      }));
      await boss.insert(queue.name, rows, { db: bossDatabase(connection) });
    },
    async work(workers) {
      await Promise.all(
        workers.map((handled) => {
          const limit = createLimit(concurrencyOf(handled.queue));
          return boss.work<object, unknown, ReturnType<typeof workOptions>>(
            handled.queue.name,
            workOptions(handled.queue),
            (jobs) =>
              Promise.all(
                jobs.map((job) =>
                  limit(() => runJob(job, { worker: handled, log, stopping: stopping.signal })),
                ),
              ),
          );
        }),
      );
    },
    schedule: (queue, cron, payload) =>
      boss.schedule(queue.name, cron, queue.payload.parse(payload), { tz: "UTC" }),
    deadLetters: ({ limit = 1000 } = {}) => listDeadLetters(boss, limit),
    countDeadLetters: async () =>
      [...(await countDeadLetters(boss)).values()].reduce((sum, one) => sum + one, 0),
    retryDeadLetters: (connection, ids) => redriveAll(boss, bossDatabase(connection), ids),
    async depths() {
      const dead = await countDeadLetters(boss);
      return (await boss.getQueues(queues.map(({ name }) => name))).map((queue) => ({
        queue: queue.name,
        waiting: queue.queuedCount,
        running: queue.activeCount,
        dead: dead.get(queue.name) ?? 0,
      }));
    },
    overdue: (dueBefore) => listOverdue(boss, dueBefore),
    workers: () => countWorkers(boss),
    async stop({ timeoutMs = STOP_WITHIN_MS } = {}) {
      const timer = setTimeout(() => stopping.abort(), timeoutMs);
      await boss.stop({ graceful: true, timeout: timeoutMs });
      clearTimeout(timer);
      stopping.abort();
    },
  };
}

/** pg-boss takes an option that is there and undefined for a value. */
const given = ({ singletonKey, startAfter, priority }: EnqueueOptions) => ({
  ...(singletonKey === undefined ? {} : { singletonKey }),
  ...(startAfter === undefined ? {} : { startAfter }),
  ...(priority === undefined ? {} : { priority }),
});

/** Each waiting loop reports a database that is away, again and again; once in a while will do. */
function quietly(log: Log): (error: Error) => void {
  let last = { message: "", at: Number.NEGATIVE_INFINITY };
  return ({ message }) => {
    // pg-boss appends which of its loops it was.
    const reason = message.replace(/ \(Queue: .*\)$/, "");
    if (reason === last.message && performance.now() - last.at < SAME_ERROR_MS) return;
    last = { message: reason, at: performance.now() };
    log.error({ reason }, "job queue error");
  };
}

/** Creates the queues, and brings the options of existing ones up to date. */
async function declare(boss: PgBoss, queues: readonly QueueDefinition[]): Promise<void> {
  const existing = new Set((await boss.getQueues()).map(({ name }) => name));
  if (existing.has(DEAD_LETTERS)) await boss.updateQueue(DEAD_LETTERS, deadLetterOptions);
  else await boss.createQueue(DEAD_LETTERS, deadLetterOptions);
  await Promise.all(
    queues.map((queue) => {
      const options = { ...storedOptions(queue), deadLetter: DEAD_LETTERS, notify: true };
      return existing.has(queue.name)
        ? boss.updateQueue(queue.name, options)
        : boss.createQueue(queue.name, { ...options, policy: policyOf(queue) });
    }),
  );
}
