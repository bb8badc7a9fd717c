// Makes a connection pool that survives the server's restarts.
import pg from "pg";
import type { Log } from "../log/log.ts";
import type { ConnectionSettings } from "./database.ts";
import { valueTypes } from "./value-types.ts";

export type PoolOptions = {
  settings: ConnectionSettings;
  log: Log;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  maxConnections?: number;
  /** A statement that takes longer is a defect. Default 30 s. */
  statementTimeoutMs?: number;
};

/**
 * Statements here read few rows through indexes, from memory or solid state. With PostgreSQL's defaults, made for disks and
 * reports, the planner reads a whole table where a few thousand look-ups do, and starts workers or a compiler for it.
 */
const SESSION = ["timezone=UTC", "random_page_cost=1.1", "max_parallel_workers_per_gather=0", "jit=off"];

const CONNECT_WITHIN_MS = 5_000;

export function createPool({
  settings,
  log,
  applicationName,
  maxConnections = 10,
  statementTimeoutMs = 30_000,
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    application_name: applicationName,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    // A network that swallows packets is noticed, also while a connection rests.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    // A transaction left open by a defect would hold its locks and hold back vacuum.
    idle_in_transaction_session_timeout: 60_000,
    options: SESSION.map((setting) => `-c ${setting}`).join(" "),
    types: valueTypes,
  });
  // Without listeners, a connection cut by the server would end the process. The pool replaces it; of the error only
  // the reason is told, since it carries the whole client.
  const report = (message: string) => (error: Error) => {
    if (!pool.ending) log.warn({ reason: error.message }, message);
  };
  pool.on("error", report("idle database connection lost"));
  pool.on("connect", (client) => {
    client.on("error", report("database connection lost"));
  });
  return pool;
}
