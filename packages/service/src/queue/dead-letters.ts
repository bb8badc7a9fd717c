// Reads the jobs that failed for good, with the cause of their last failure.
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { z } from "zod";
import type { DeadLetter } from "./queue.ts";
import { DEAD_LETTERS } from "./queue-options.ts";

const failure = z.union([
  z.object({ message: z.string() }),
  // What pg-boss itself writes, for a timeout or a lost worker.
  z.object({ value: z.object({ message: z.string() }) }).transform(({ value }) => value),
]);

/** Oldest first. */
export async function listDeadLetters(boss: PgBoss, limit: number): Promise<DeadLetter[]> {
  const jobs = await boss.findJobs<object>(DEAD_LETTERS, { queued: true, limit });
  return jobs.map(toDeadLetter);
}

function toDeadLetter(job: JobWithMetadata): DeadLetter {
  const cause = failure.safeParse(job.sourceOutput);
  return {
    id: job.id,
    queue: job.sourceName ?? "unknown",
    payload: job.data,
    cause: cause.success ? cause.data.message : JSON.stringify(job.sourceOutput),
    enqueuedAt: job.sourceCreatedOn ?? job.createdOn,
    failedAt: job.createdOn,
  };
}
