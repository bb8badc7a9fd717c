// Finds jobs that should have started long ago: the sign of workers that do not keep up, or of none.
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Overdue } from "./queue.ts";
import { DEAD_LETTERS } from "./queue-options.ts";

const row = z
  .object({ name: z.string(), count: z.coerce.number(), since: z.coerce.date() })
  .transform(({ name, ...rest }): Overdue => ({ queue: name, ...rest }));

/** Longest waiting first. */
export const listOverdue = async (boss: PgBoss, dueBefore: Date): Promise<Overdue[]> => {
  const { rows } = await boss.getDb().executeSql(
    `select name, count(*) as count, min(start_after) as since from pgboss.job
     where state in ('created', 'retry') and start_after < $1 and name <> $2
     group by name order by since`,
    [dueBefore, DEAD_LETTERS],
  );
  return rows.map((one) => row.parse(one));
};
