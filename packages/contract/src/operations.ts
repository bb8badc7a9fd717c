// Operations: what probes and night operators ask.
import { z } from "zod";

export const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

export const ReadinessCheck = z.object({
  name: z.string(),
  outcome: z.enum(["pass", "warn", "fail"]),
  /** Stable name of what is wrong; null when it passes. */
  cause: z.string().nullable(),
  detail: z.string(),
  /** What to do about it; null when nothing is needed. */
  fix: z.string().nullable(),
});

/** Answered with 200 when no check fails, else 503. */
export const Readiness = z
  .object({ status: z.enum(["ready", "not_ready"]), checks: z.array(ReadinessCheck) })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof Readiness>;

/** A job that failed for good, with its cause. */
export const DeadLetter = z
  .object({
    job_id: z.string(),
    queue: z.string(),
    signature_id: z.string().nullable(),
    cause: z.string(),
    enqueued_at: z.iso.datetime(),
    failed_at: z.iso.datetime(),
  })
  .meta({ id: "DeadLetter" });
export const DeadLetterList = z.object({ dead_letters: z.array(DeadLetter) }).meta({ id: "DeadLetterList" });
export const RetryDeadLetters = z
  .strictObject({ job_ids: z.array(z.string().max(100)).min(1).max(1000).optional() })
  .meta({ id: "RetryDeadLetters" });
export const RetriedDeadLetters = z.object({ retried: z.number().int() }).meta({ id: "RetriedDeadLetters" });
