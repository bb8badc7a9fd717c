// Knows whether a job of a key has failed before and waits for its next try.
import type { Db } from "pg-boss";

/** pg-boss drops duplicates of a job that waits for its first try only. */
export const isTryingAgain = async (db: Db, queue: string, key: string | undefined): Promise<boolean> => {
  const { rows } = await db.executeSql(
    "select 1 from pgboss.job where name = $1 and singleton_key = $2 and state = 'retry' limit 1",
    [queue, key ?? ""],
  );
  return rows.length > 0;
};
