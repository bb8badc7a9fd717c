// Measurements for Prometheus, read from the database at each scrape: right in every process and after every restart.
import { sql } from "kysely";
import type { Deps } from "../domain/deps.ts";
import { REPAIR_STANDS_AFTER_MS } from "../domain/signatures/sync/forgive-overtaken.ts";
import type { Queue } from "../queue/queue.ts";

type MetricsDeps = Pick<Deps, "db"> & { queue: Pick<Queue, "depths"> };

/** The text of `GET /metrics`. */
export type Metrics = { read(): Promise<{ text: string; contentType: string }> };

/** Of the database and of whoever takes back what was counted. */
const CLOCKS_APART_MS = 60_000;

const readDatabase = async (db: Deps["db"]) => {
  const [signatures, callbacks, deliveries] = await Promise.all([
    db
      .selectFrom("signatures")
      .select(["status"])
      .select((select) => [
        select.fn.countAll<number>().as("count"),
        sql<number>`coalesce(sum(missed_callbacks), 0)::int`.as("missed"),
        // In the same statement, so that both are of the same moment.
        sql<number>`(
          select coalesce(sum(count), 0)::int from repairs
          where at > now() - ${REPAIR_STANDS_AFTER_MS + CLOCKS_APART_MS} * interval '1 millisecond'
        )`.as("unsettled"),
        sql<number>`count(*) filter (where next_sync_at < now() - interval '10 minutes')`.as("overdue"),
      ])
      .groupBy("status")
      .execute(),
    db
      .selectFrom("callback_journal")
      .select("outcome")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("outcome", "in", ["received", "unmatched", "parked", "dead"])
      .groupBy("outcome")
      .execute(),
    db
      .selectFrom("webhook_deliveries")
      .select("state")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("state", "<>", "delivered")
      .groupBy("state")
      .execute(),
  ]);
  return { signatures, callbacks, deliveries };
};

const createRegistry = async (deps: MetricsDeps): Promise<Metrics> => {
  const { Counter, collectDefaultMetrics, Gauge, Registry } = await import("prom-client");
  const register = new Registry();
  collectDefaultMetrics({ register });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `creditnexus_${name}`, help, labelNames, registers: [register] });
  const signatures = gauge("signatures", "Signatures by status", ["status"]);
  const overdue = gauge("signatures_overdue", "Signatures whose look is more than ten minutes late");
  const missed = new Counter({
    name: "creditnexus_missed_callbacks_total",
    help: "Facts that DigiSigner's API told and no callback had",
    registers: [register],
  });
  const callbacks = gauge("callbacks", "Callbacks that are not processed, by outcome", ["outcome"]);
  const deliveries = gauge("webhook_deliveries", "Webhook deliveries not made, by state", ["state"]);
  const jobs = gauge("jobs", "Jobs by queue and state", ["queue", "state"]);

  const collect = async (): Promise<void> => {
    const counts = await readDatabase(deps.db);
    const depths = await deps.queue.depths();
    // What is no longer there must not keep its last number.
    for (const one of [signatures, callbacks, deliveries, jobs]) one.reset();
    for (const { status, count } of counts.signatures) signatures.set({ status }, count);
    for (const { outcome, count } of counts.callbacks) callbacks.set({ outcome }, count);
    for (const { state, count } of counts.deliveries) deliveries.set({ state }, count);
    const sum = (pick: (row: (typeof counts.signatures)[number]) => number): number =>
      counts.signatures.reduce((total, row) => total + Number(pick(row)), 0);
    overdue.set(sum((row) => row.overdue));
    // The database counts. What may still be taken back is left out, so that it never counts down.
    missed.reset();
    missed.inc(Math.max(0, sum((row) => row.missed) - (counts.signatures[0]?.unsettled ?? 0)));
    for (const { queue, waiting, running, dead } of depths) {
      jobs.set({ queue, state: "waiting" }, waiting);
      jobs.set({ queue, state: "running" }, running);
      jobs.set({ queue, state: "dead" }, dead);
    }
  };

  return {
    async read() {
      await collect();
      return { text: await register.metrics(), contentType: register.contentType };
    },
  };
};

/** The library is loaded with the first scrape: many processes are never asked. */
export const createMetrics = (deps: MetricsDeps): Metrics => {
  let registry: Promise<Metrics> | undefined;
  return {
    async read() {
      registry ??= createRegistry(deps);
      return (await registry).read();
    },
  };
};
