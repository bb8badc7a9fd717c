// Makes a named database on a server when it is not there yet.
import pg from "pg";
import { withDatabase } from "./connection-settings.ts";
import type { ConnectionSettings } from "./database.ts";

const NO_SUCH_DATABASE = "3D000";

/** `server` reaches any database of the server; resolves to the way into the named one. */
export async function ensureDatabase(server: ConnectionSettings, name: string): Promise<ConnectionSettings> {
  const target = withDatabase(server, name);
  try {
    await runStatement(target, "select 1");
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === NO_SUCH_DATABASE)) throw error;
    await runStatement(server, `create database ${pg.escapeIdentifier(name)}`);
  }
  return target;
}

/** On a connection of its own. */
export async function runStatement(settings: ConnectionSettings, sql: string): Promise<void> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
