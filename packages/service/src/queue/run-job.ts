// Runs one job through its handler and says how it ended.
import type { JobResult, JobWithMetadata } from "pg-boss";
import type { Log } from "../log/log.ts";
import type { Worker } from "./queue.ts";

export type RunJobOptions = {
  worker: Worker;
  log: Log /** Aborted when the process stops. */;
  stopping: AbortSignal;
};

/** Never throws: a failure is a result, so that it does not fail the jobs fetched together with it. */
export async function runJob(
  job: JobWithMetadata,
  { worker, log, stopping }: RunJobOptions,
): Promise<JobResult> {
  const attempt = job.retryCount + 1;
  const jobLog = log.child({ queue: job.name, jobId: job.id, attempt });
  const parsed = worker.queue.payload.safeParse(job.data);
  if (!parsed.success) {
    // No further try would read it differently.
    jobLog.error({ issues: parsed.error.issues }, "job payload not understood");
    return {
      id: job.id,
      status: "deadletter",
      output: { message: `payload not understood: ${parsed.error.message}` },
    };
  }
  try {
    await worker.handle({
      id: job.id,
      payload: parsed.data,
      attempt,
      lastAttempt: job.retryCount >= job.retryLimit,
      signal: AbortSignal.any([job.signal, stopping]),
      log: jobLog,
    });
    return { id: job.id, status: "completed" };
  } catch (error) {
    jobLog.warn({ err: error }, "job failed");
    return {
      id: job.id,
      status: "failed",
      output: { message: error instanceof Error ? error.message : String(error) },
    };
  }
}
