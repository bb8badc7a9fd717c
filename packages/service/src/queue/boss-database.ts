// Lets pg-boss run its statements on a connection of ours, so that they belong to our transaction.
import { CompiledQuery } from "kysely";
import type { Db } from "pg-boss";
import type { Connection } from "./queue.ts";

/** pg-boss needs no more than this of a database to enqueue. */
export function bossDatabase(connection: Connection): Db {
  // Plugins rename columns, and pg-boss wants its own names back.
  const plain = connection.withoutPlugins();
  return {
    async executeSql(sql, parameters = []) {
      const { rows } = await plain.executeQuery(CompiledQuery.raw(sql, parameters));
      return { rows };
    },
  };
}
