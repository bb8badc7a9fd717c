// Puts jobs that failed for good back into their queues, however many there are.
import type { Db, PgBoss } from "pg-boss";
import { DEAD_LETTERS } from "./queue-options.ts";

const AT_ONCE = 1000;

/** All of them when `ids` is left out; resolves to how many. */
export const redriveAll = async (
  boss: PgBoss,
  db: Db,
  ids: readonly string[] | undefined,
): Promise<number> => {
  let redriven = 0;
  for (;;) {
    const moved = await boss.redrive(DEAD_LETTERS, {
      db,
      limit: AT_ONCE,
      ...(ids === undefined ? {} : { ids: [...ids] }),
    });
    redriven += moved;
    if (moved < AT_ONCE) return redriven;
  }
};
