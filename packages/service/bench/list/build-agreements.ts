// Fills an empty database with agreements made in SQL, and brings it to the present schema as an upgrade would.
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { ConnectionSettings } from "../../src/db/database.ts";
import { migrate } from "../../src/db/migrate.ts";
import { readMigrations } from "../../src/db/migration-files.ts";

const MIGRATIONS = join(import.meta.dirname, "../../src/db/migrations");
/** The last schema before the list had indexes for search. */
const SCHEMA_OF_DATA = 4;
/** Beyond it something is wrong with the machine. */
const BUILD_WITHIN_MS = 20 * 60_000;

const timed = async (what: string, act: () => Promise<unknown>): Promise<void> => {
  const start = performance.now();
  await act();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
};

/** `directory` takes a copy of the older migrations. */
export const buildAgreements = async (
  settings: ConnectionSettings,
  directory: string,
  agreements: number,
): Promise<void> => {
  await mkdir(directory, { recursive: true });
  for (const { version, name } of await readMigrations(MIGRATIONS)) {
    if (version <= SCHEMA_OF_DATA) await copyFile(join(MIGRATIONS, name), join(directory, name));
  }
  const pool = new pg.Pool({ ...settings, max: 1, statement_timeout: BUILD_WITHIN_MS });
  // What cuts a connection is told by the call that was under way.
  pool.on("error", (error) => console.error(error.message));
  try {
    await migrate(pool, { directory });
    const rows = await readFile(join(import.meta.dirname, "agreements.sql"), "utf8");
    await timed(`${agreements.toLocaleString("en")} agreements made`, async () => {
      const client = await pool.connect();
      client.on("error", (error) => console.error(error.message));
      try {
        await client.query(`set bench.agreements = ${agreements}`);
        await client.query(rows);
      } finally {
        // Its settings are for this work only.
        client.release(true);
      }
    });
    await timed("vacuum", () => pool.query("vacuum analyze"));
    await timed("migrations after 0004", () => migrate(pool));
    await timed("vacuum", () => pool.query("vacuum analyze"));
  } finally {
    await pool.end();
  }
};
