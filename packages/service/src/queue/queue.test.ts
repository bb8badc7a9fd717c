import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { createQueue } from "./create-queue.ts";
import { defineQueue, handledBy, type Job, type Queue } from "./queue.ts";

const payload = z.object({ n: z.number() });
const plain = defineQueue({ name: "plain", payload, retryLimit: 1, retryDelaySeconds: 1 });
const hasty = defineQueue({ name: "hasty", payload, retryLimit: 0, duplicates: "one_waiting" });
const patient = defineQueue({ name: "patient", payload, retryDelaySeconds: 60, duplicates: "one_waiting" });
const queues = [plain, hasty, patient];

let database: TestDatabase<unknown>;
let queue: Queue;
const log = pino({ level: "silent" });

beforeEach(async () => {
  database = await createTestDatabase();
  queue = await createQueue({ database, log, queues });
});

afterEach(async () => {
  await queue.stop();
  await database.close();
});

/** Runs every job and keeps what it was given. */
function collecting(fail?: (job: Job<{ n: number }>) => void) {
  const seen: Job<{ n: number }>[] = [];
  const handle = async (job: Job<{ n: number }>) => {
    seen.push(job);
    fail?.(job);
  };
  return { seen, handle };
}

const soon = { timeout: 15_000, interval: 20 };

test("runs a job with its payload, a first attempt and a signal", async () => {
  const { seen, handle } = collecting(({ signal }) => expect(signal.aborted).toBe(false));
  await queue.work([handledBy(plain, handle)]);
  const id = await queue.enqueue(database.kysely, plain, { n: 7 });
  await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
  expect(seen[0]).toMatchObject({ id, payload: { n: 7 }, attempt: 1, lastAttempt: false });
});

test("keeps a job only if its transaction commits", async () => {
  const { seen, handle } = collecting();
  await queue.work([handledBy(plain, handle)]);
  const rolledBack = database.kysely.transaction().execute(async (transaction) => {
    await queue.enqueue(transaction, plain, { n: 1 });
    throw new Error("changed my mind");
  });
  await expect(rolledBack).rejects.toThrow("changed my mind");
  await database.kysely.transaction().execute((transaction) => queue.enqueue(transaction, plain, { n: 2 }));
  await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
  expect(seen[0]?.payload).toEqual({ n: 2 });
});

test("refuses a payload that its queue does not take", async () => {
  // @ts-expect-error: the type says so already, data from elsewhere may not
  await expect(queue.enqueue(database.kysely, plain, { n: "seven" })).rejects.toThrow();
});

test("tries again after a failure", async () => {
  const { seen, handle } = collecting(({ attempt }) => {
    if (attempt === 1) throw new Error("not yet");
  });
  await queue.work([handledBy(plain, handle)]);
  await queue.enqueue(database.kysely, plain, { n: 1 });
  await vi.waitFor(() => expect(seen).toHaveLength(2), soon);
  expect(seen[1]).toMatchObject({ attempt: 2, lastAttempt: true });
});

test("one failing job does not fail those fetched with it", async () => {
  const { seen, handle } = collecting(({ payload: { n } }) => {
    if (n === 3) throw new Error("three");
  });
  for (const n of [1, 2, 3, 4, 5])
    await queue.enqueue(database.kysely, hasty, { n }, { singletonKey: `${n}` });
  await queue.work([handledBy(hasty, handle)]);
  await vi.waitFor(async () => expect(await queue.deadLetters()).toHaveLength(1), soon);
  expect(seen.map((job) => job.payload.n).sort()).toEqual([1, 2, 3, 4, 5]);
});

test("what waits for another try can count as in line already", async () => {
  const { seen, handle } = collecting(() => {
    throw new Error("not now");
  });
  await queue.work([handledBy(patient, handle)]);
  const options = { singletonKey: "one", unlessTryingAgain: true };
  expect(await queue.enqueue(database.kysely, patient, { n: 1 }, options)).not.toBeNull();
  await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
  await vi.waitFor(async () => {
    expect(await queue.enqueue(database.kysely, patient, { n: 2 }, options)).toBeNull();
  }, soon);
  const other = { ...options, singletonKey: "other" };
  expect(await queue.enqueue(database.kysely, patient, { n: 3 }, other)).not.toBeNull();
});

test("keeps what failed for good with its cause, and gives it another chance when asked", async () => {
  let broken = true;
  const { seen, handle } = collecting(() => {
    if (broken) throw new Error("the provider says no");
  });
  await queue.work([handledBy(hasty, handle)]);
  await queue.enqueue(database.kysely, hasty, { n: 9 });
  await vi.waitFor(async () => expect(await queue.deadLetters()).toHaveLength(1), soon);
  const [letter] = await queue.deadLetters();
  expect(letter).toMatchObject({ queue: "hasty", payload: { n: 9 }, cause: "the provider says no" });
  await vi.waitFor(async () => {
    expect(await queue.depths()).toContainEqual({ queue: "hasty", waiting: 0, running: 0, dead: 1 });
  }, soon);

  broken = false;
  expect(await queue.retryDeadLetters(database.kysely, [letter?.id ?? ""])).toBe(1);
  await vi.waitFor(() => expect(seen).toHaveLength(2), soon);
  expect(await queue.deadLetters()).toEqual([]);
});

test("sends a job whose stored payload no longer fits straight to the dead letters", async () => {
  const { seen, handle } = collecting();
  const older = defineQueue({ name: "plain", payload: z.object({ m: z.string() }) });
  await queue.enqueue(database.kysely, older, { m: "from an older release" });
  await queue.work([handledBy(plain, handle)]);
  await vi.waitFor(async () => expect(await queue.deadLetters()).toHaveLength(1), soon);
  expect((await queue.deadLetters())[0]?.cause).toContain("payload not understood");
  expect(seen).toEqual([]);
});

test("drops duplicates of a waiting job, per key and only where asked", async () => {
  const enqueue = (target: typeof plain, singletonKey: string) =>
    queue.enqueue(database.kysely, target, { n: 1 }, { singletonKey });
  expect(await enqueue(hasty, "a")).toEqual(expect.any(String));
  expect(await enqueue(hasty, "a")).toBeNull();
  expect(await enqueue(hasty, "b")).toEqual(expect.any(String));
  expect(await enqueue(plain, "a")).toEqual(expect.any(String));
  expect(await enqueue(plain, "a")).toEqual(expect.any(String));
});

test("adds many jobs at once as if one by one: duplicates dropped, later ones later, in the same transaction", async () => {
  const { seen, handle } = collecting();
  await queue.enqueue(database.kysely, hasty, { n: 1 }, { singletonKey: "a" });
  const startAfter = new Date(Date.now() + 60_000);
  await database.kysely.transaction().execute((transaction) =>
    queue.enqueueAll(transaction, hasty, [
      { payload: { n: 2 }, singletonKey: "a" },
      { payload: { n: 3 }, singletonKey: "b" },
      { payload: { n: 4 }, singletonKey: "b" },
      { payload: { n: 5 }, singletonKey: "c", startAfter },
    ]),
  );
  const rolledBack = database.kysely.transaction().execute(async (transaction) => {
    await queue.enqueueAll(transaction, hasty, [{ payload: { n: 6 } }]);
    throw new Error("changed my mind");
  });
  await expect(rolledBack).rejects.toThrow("changed my mind");
  await queue.enqueueAll(database.kysely, hasty, []);
  await queue.work([handledBy(hasty, handle)]);
  await queue.enqueueAll(database.kysely, hasty, [{ payload: { n: 7 }, singletonKey: "d" }]);
  await vi.waitFor(() => expect(seen.map((job) => job.payload.n).sort()).toEqual([1, 3, 7]), soon);
  const { rows } = await database.pool.query("select start_after from pgboss.job where data = '{\"n\": 5}'");
  expect(rows).toEqual([{ start_after: startAfter }]);
});

test("takes another job with the same key while the first one runs", async () => {
  const release = Promise.withResolvers<void>();
  const seen: number[] = [];
  await queue.work([
    handledBy(hasty, async ({ payload: { n } }) => {
      seen.push(n);
      if (n === 1) await release.promise;
    }),
  ]);
  await queue.enqueue(database.kysely, hasty, { n: 1 }, { singletonKey: "request" });
  await vi.waitFor(() => expect(seen).toEqual([1]), soon);
  expect(await queue.enqueue(database.kysely, hasty, { n: 2 }, { singletonKey: "request" })).not.toBeNull();
  release.resolve();
  await vi.waitFor(() => expect(seen).toEqual([1, 2]), soon);
});

test("waits until a job is due, and runs it then", async () => {
  const { seen, handle } = collecting();
  await queue.work([handledBy(plain, handle)]);
  await queue.enqueue(database.kysely, plain, { n: 1 }, { startAfter: new Date(Date.now() + 1500) });
  await queue.enqueue(database.kysely, plain, { n: 2 });
  await vi.waitFor(() => expect(seen).toHaveLength(2), soon);
  expect(seen.map((job) => job.payload.n)).toEqual([2, 1]);
});

test("drains a backlog without waiting between fetches", async () => {
  const { seen, handle } = collecting();
  const backlog = Array.from({ length: 300 }, (_, n) => n);
  await database.kysely.transaction().execute(async (transaction) => {
    for (const n of backlog) await queue.enqueue(transaction, plain, { n });
  });
  await queue.work([handledBy(plain, handle)]);
  // At the pace of its polling it would take half a minute.
  await vi.waitFor(() => expect(seen).toHaveLength(300), { timeout: 5_000, interval: 20 });
});

test("lets a running job finish when it stops", async () => {
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  let finished = false;
  await queue.work([
    handledBy(plain, async () => {
      started.resolve();
      await release.promise;
      finished = true;
    }),
  ]);
  await queue.enqueue(database.kysely, plain, { n: 1 });
  await started.promise;
  const stopped = queue.stop();
  release.resolve();
  await stopped;
  expect(finished).toBe(true);
});

test("tells a job that does not finish in time to give up, and keeps it for later", async () => {
  const started = Promise.withResolvers<AbortSignal>();
  await queue.work([
    handledBy(plain, async ({ signal }) => {
      started.resolve(signal);
      await once(signal, "abort");
      throw new Error("given up");
    }),
  ]);
  await queue.enqueue(database.kysely, plain, { n: 1 });
  const signal = await started.promise;
  await queue.stop({ timeoutMs: 1000 });
  expect(signal.aborted).toBe(true);

  const { seen, handle } = collecting();
  queue = await createQueue({ database, log, queues });
  await queue.work([handledBy(plain, handle)]);
  await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
});

/** Enqueues a job, lets another process take it, and kills that process. */
async function killInTheMiddle(): Promise<void> {
  const script = join(import.meta.dirname, "../testing/hanging-worker.ts");
  const child = fork(script, [database.url], { execArgv: [] });
  await once(child, "message");
  await queue.enqueue(database.kysely, plain, { n: 5 });
  await once(child, "message");
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("works on in another process when one is killed in the middle of a job", async () => {
  await killInTheMiddle();
  const { seen, handle } = collecting();
  await queue.work([handledBy(plain, handle)]);
  await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 25_000, interval: 50 });
  expect(seen[0]).toMatchObject({ payload: { n: 5 }, attempt: 2 });
}, 40_000);

test("goes on with a killed predecessor's jobs at once when nobody else can be working", async () => {
  await killInTheMiddle();
  await queue.stop();
  queue = await createQueue({ database, log, queues, alone: true });
  const { seen, handle } = collecting();
  await queue.work([handledBy(plain, handle)]);
  // The heartbeat alone would take ten seconds.
  await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 8_000, interval: 50 });
  expect(seen[0]?.attempt).toBe(2);
});

test("survives the loss of all its connections", async () => {
  const { seen, handle } = collecting();
  await queue.work([handledBy(plain, handle)]);
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await queue.enqueue(database.kysely, plain, { n: 1 });
  await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
});

test("changes the options of queues that exist already", async () => {
  await queue.stop();
  queue = await createQueue({ database, log, queues: [{ ...plain, retryLimit: 0 }, hasty] });
  const { seen, handle } = collecting(() => {
    throw new Error("no");
  });
  await queue.work([handledBy(plain, handle)]);
  await queue.enqueue(database.kysely, plain, { n: 1 });
  await vi.waitFor(async () => expect(await queue.deadLetters()).toHaveLength(1), soon);
  expect(seen).toHaveLength(1);
});
