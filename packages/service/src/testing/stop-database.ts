// Takes the database away from a desk under test, as a restart or a failover does, and gives it back.
import { inject } from "vitest";
import { runStatement } from "../db/ensure-database.ts";
import type {} from "./test-server.ts";

/** Cuts every connection and refuses new ones until the returned function has run. */
export const stopDatabase = async (url: string): Promise<() => Promise<void>> => {
  const { settings } = inject("postgres");
  const name = new URL(url).pathname.slice(1);
  await runStatement(settings, `alter database ${name} allow_connections false`);
  await runStatement(
    settings,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  );
  return () => runStatement(settings, `alter database ${name} allow_connections true`);
};
