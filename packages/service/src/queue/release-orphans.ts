// Gives back jobs that a killed process was working on, without waiting for their heartbeat to run out.
import type { PgBoss } from "pg-boss";
import { z } from "zod";

const orphan = z.object({ name: z.string(), id: z.string(), retry_count: z.coerce.number() });

/** Only for a process that knows it is alone: every job marked as running then belongs to a dead one. */
export async function releaseOrphans(boss: PgBoss): Promise<number> {
  const { rows } = await boss
    .getDb()
    .executeSql("select name, id, retry_count from pgboss.job where state = 'active'");
  const orphans = rows.map((row) => orphan.parse(row));
  for (const [name, jobs] of Map.groupBy(orphans, (job) => job.name)) {
    const attempts = jobs.map(({ id, retry_count }) => ({ id, retryCount: retry_count }));
    await boss.fail(name, attempts, { message: "the process that ran this job was killed" });
  }
  return orphans.length;
}
