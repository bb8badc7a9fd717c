// Opens the database that the configuration names, starting the embedded server when there is no other.
import { Kysely, type KyselyPlugin, PostgresDialect } from "kysely";
import pg from "pg";
import type { DatabaseConfig } from "../config/config.ts";
import { StartupError, UnavailableError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { connectionFailure } from "./connection-failure.ts";
import { createPool } from "./create-pool.ts";
import type { ConnectionSettings, Database } from "./database.ts";
import { startEmbeddedServer } from "./embedded/embedded-server.ts";
import { ensureDatabase } from "./ensure-database.ts";

/** `UNIQUE NULLS NOT DISTINCT` and MERGE came with 15. */
const OLDEST_SERVER = 150_000;
const EMBEDDED_DATABASE = "creditnexus";

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
  const { database, log } = options;
  if (database.kind === "external") {
    const settings = { connectionString: database.url.reveal() };
    await checkServer(settings);
    return connect({ ...options, kind: "external", settings });
  }
  const server = await startEmbeddedServer({ directory: database.directory, log });
  try {
    const settings = await ensureDatabase(server.settings, EMBEDDED_DATABASE);
    return connect({ ...options, kind: "embedded", settings, release: () => server.stop() });
  } catch (error) {
    await server.stop();
    throw error;
  }
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

async function checkServer(settings: ConnectionSettings): Promise<void> {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {
    // Reported by the call that is under way.
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    );
    const version = Number(rows[0]?.version);
    if (version < OLDEST_SERVER) throw tooOld(version);
  } catch (error) {
    throw error instanceof StartupError ? error : connectionFailure(error, client);
  } finally {
    await client.end();
  }
}

function tooOld(version: number): StartupError {
  return new StartupError({
    code: "database_version",
    message: `DATABASE_URL: the server is PostgreSQL ${Math.floor(version / 10_000)}, at least ${OLDEST_SERVER / 10_000} is needed: upgrade it, or unset DATABASE_URL to use the embedded PostgreSQL.`,
    exitCode: 78,
  });
}
