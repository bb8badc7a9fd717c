// Brings up, or reaches, the server that the configuration names. Needs little code, so that it can begin before the rest is loaded.
import pg from "pg";
import type { DatabaseConfig } from "../config/config.ts";
import { StartupError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { connectionFailure } from "./connection-failure.ts";
import type { ConnectionSettings, Database } from "./database.ts";
import { startEmbeddedServer } from "./embedded/embedded-server.ts";
import { ensureDatabase } from "./ensure-database.ts";

/** `UNIQUE NULLS NOT DISTINCT` and MERGE came with 15. */
const OLDEST_SERVER = 150_000;
const EMBEDDED_DATABASE = "creditnexus";

export type OpenServerOptions = {
  database: DatabaseConfig;
  log: Log;
  /** Called once nothing is left to do but to wait for the server, which is the time to do something else. */
  onWait?: () => void;
};

export type DatabaseServer = {
  kind: Database<unknown>["kind"];
  /** Reaches the service's own database. */
  settings: ConnectionSettings;
  /** Stops the embedded server; does nothing to one that was there already. */
  stop(): Promise<void>;
};

/** @throws StartupError with one sentence for the operator */
export async function openServer({ database, log, onWait }: OpenServerOptions): Promise<DatabaseServer> {
  if (database.kind === "external") {
    const settings = { connectionString: database.url.reveal() };
    const checked = checkServer(settings);
    onWait?.();
    await checked;
    return { kind: "external", settings, stop: async () => undefined };
  }
  const server = await startEmbeddedServer({
    directory: database.directory,
    log,
    ...(onWait === undefined ? {} : { onLaunch: onWait }),
  });
  try {
    const settings = await ensureDatabase(server.settings, EMBEDDED_DATABASE);
    return { kind: "embedded", settings, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
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
