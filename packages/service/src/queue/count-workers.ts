// Counts the processes that run jobs, by the name under which their connections show in pg_stat_activity: a process that
// dies is gone there at once, and nothing has to be written to say that one lives.
import type { PgBoss } from "pg-boss";
import { z } from "zod";

/** Of connections of a process that runs jobs; one of them listens for as long as the process lives. */
export const WORKER_APPLICATION = "creditnexus-worker";
/** Of connections of a process that only enqueues. */
export const JOBS_APPLICATION = "creditnexus-jobs";

const row = z.object({ connections: z.coerce.number() });

export const countWorkers = async (boss: PgBoss): Promise<number> => {
  const { rows } = await boss
    .getDb()
    .executeSql(
      "select count(*) as connections from pg_stat_activity where datname = current_database() and application_name = $1",
      [WORKER_APPLICATION],
    );
  return row.parse(rows[0]).connections;
};
