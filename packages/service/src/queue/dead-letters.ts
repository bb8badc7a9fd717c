// Reads the jobs that failed for good, with the cause of their last failure.
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import type { DeadLetter } from "./queue.ts";
import { DEAD_LETTERS } from "./queue-options.ts";

const failure = z.union([
  z.object({ message: z.string() }),
  // What pg-boss itself writes, for a timeout or a lost worker.
  z.object({ value: z.object({ message: z.string() }) }).transform(({ value }) => value),
]);

const row = z.object({
  id: z.string(),
  data: z.unknown(),
  source_name: z.string().nullable(),
  source_output: z.unknown(),
  source_created_on: z.coerce.date().nullable(),
  created_on: z.coerce.date(),
});

/** Newest first: a new cause must not hide behind the many of an old one. */
export async function listDeadLetters(boss: PgBoss, limit: number): Promise<DeadLetter[]> {
  const { rows } = await boss.getDb().executeSql(
    `select id, data, source_name, source_output, source_created_on, created_on from pgboss.job
     where name = $1 and state < 'active' order by created_on desc, id desc limit $2`,
    [DEAD_LETTERS, limit],
  );
  return rows.map((one) => toDeadLetter(row.parse(one)));
}

/** By the queue they failed in. */
export async function countDeadLetters(boss: PgBoss): Promise<Map<string, number>> {
  const { rows } = await boss.getDb().executeSql(
    `select coalesce(source_name, 'unknown') as queue, count(*)::int as count from pgboss.job
     where name = $1 and state < 'active' group by 1`,
    [DEAD_LETTERS],
  );
  return new Map(
    z
      .array(z.object({ queue: z.string(), count: z.number() }))
      .parse(rows)
      .map((one) => [one.queue, one.count]),
  );
}

function toDeadLetter(job: z.output<typeof row>): DeadLetter {
  const cause = failure.safeParse(job.source_output);
  return {
    id: job.id,
    queue: job.source_name ?? "unknown",
    payload: job.data,
    cause: cause.success ? cause.data.message : JSON.stringify(job.source_output),
    enqueuedAt: job.source_created_on ?? job.created_on,
    failedAt: job.created_on,
  };
}
