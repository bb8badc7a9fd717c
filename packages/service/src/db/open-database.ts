// Opens the database that the configuration names, starting the embedded server when there is no other.
import { Kysely, type KyselyPlugin, PostgresDialect } from "kysely";
import type { DatabaseConfig } from "../config/config.ts";
import { UnavailableError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { createPool } from "./create-pool.ts";
import type { ConnectionSettings, Database } from "./database.ts";
import { openServer } from "./open-server.ts";

export type OpenDatabaseOptions = {
  database: DatabaseConfig;
  log: Log;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  maxConnections?: number;
  statementTimeoutMs?: number;
  plugins?: KyselyPlugin[];
};

/**
 * Resolves when queries can be made. The schema is another step, see `migrate`.
 *
 * @throws StartupError with one sentence for the operator
 */
export async function openDatabase<Schema>(options: OpenDatabaseOptions): Promise<Database<Schema>> {
  const { kind, settings, stop } = await openServer(options);
  return connect({ ...options, kind, settings, release: stop });
}

type ConnectOptions = Omit<OpenDatabaseOptions, "database"> & {
  kind: Database<unknown>["kind"];
  settings: ConnectionSettings;
  /** Runs after the pool has closed. */
  release?(): Promise<void>;
};

/** Wraps a server that is known to be there. */
export function connect<Schema>(options: ConnectOptions): Database<Schema> {
  const pool = createPool({ applicationName: "creditnexus", ...options });
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    ...(options.plugins ? { plugins: options.plugins } : {}),
  });
  let closing: Promise<void> | undefined;
  return {
    kind: options.kind,
    kysely,
    pool,
    connectionSettings: () => options.settings,
    async ping() {
      await pool.query("select 1").catch((cause) => {
        throw new UnavailableError({
          code: "database_unavailable",
          message: `The database does not answer (${cause.message || cause.code}): try again in a moment.`,
          retryAfterSeconds: 5,
          cause,
        });
      });
    },
    close() {
      closing ??= kysely.destroy().finally(() => options.release?.());
      return closing;
    },
  };
}
