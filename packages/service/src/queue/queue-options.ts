// Translates our queue definitions into pg-boss's options.
import type { QueueOptions, WorkOptions } from "pg-boss";
import type { QueueDefinition } from "./queue.ts";

/** Collects jobs of all queues that failed for good. */
export const DEAD_LETTERS = "dead_letters";

const YEAR_SECONDS = 365 * 24 * 3600;
const DAY_SECONDS = 24 * 3600;
/** pg-boss's lowest: a killed worker's jobs run elsewhere some seconds later. */
const HEARTBEAT_SECONDS = 10;
const LARGEST_BATCH = 5;
const DEFAULT_CONCURRENCY = 10;

/** Options a queue is stored with; `policy` can only be given when it is created. */
export function storedOptions(queue: QueueDefinition): QueueOptions {
  return {
    retryLimit: queue.retryLimit ?? 8,
    retryDelay: queue.retryDelaySeconds ?? 2,
    retryBackoff: true,
    retryDelayMax: queue.retryDelayMaxSeconds ?? 900,
    expireInSeconds: queue.timeoutSeconds ?? 300,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    // A waiting job is work owed: it must not vanish because nobody got to it.
    retentionSeconds: YEAR_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
  };
}

/** They wait for a person, and none vanishes because nobody came in time. */
export const deadLetterOptions = {
  retentionSeconds: YEAR_SECONDS,
  deleteAfterSeconds: DAY_SECONDS,
} as const satisfies QueueOptions;

export function policyOf(queue: QueueDefinition): string {
  return queue.duplicates === "one_waiting" ? "short" : "standard";
}

export function concurrencyOf(queue: QueueDefinition): number {
  return queue.concurrency ?? DEFAULT_CONCURRENCY;
}

/**
 * How a process works on a queue. A fetch takes a batch and the next one waits for all of it, so several loops with
 * small batches keep one slow job from holding up the others. While batches come back full they follow each other
 * without a pause; else a backlog would drain at the pace of the polling.
 */
export function workOptions(queue: QueueDefinition) {
  const loops = Math.ceil(concurrencyOf(queue) / LARGEST_BATCH);
  return {
    // With batches of one, pg-boss cannot tell that there is more to fetch at once.
    batchSize: Math.max(2, Math.floor(concurrencyOf(queue) / loops)),
    localConcurrency: loops,
    burstWhenBatchFull: true,
    includeMetadata: true,
    perJobResults: true,
    pollingIntervalSeconds: 1,
    // New jobs announce themselves; polling is for those that become due: delayed ones and retries.
    notifyPollingIntervalSeconds: 2,
  } as const satisfies WorkOptions;
}
