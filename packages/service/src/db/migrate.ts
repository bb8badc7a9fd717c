// Brings the database's schema to the version of this code, one transaction per step.
import type { Pool, PoolClient } from "pg";
import { StartupError } from "../errors.ts";
import { MIGRATIONS_DIRECTORY, type Migration, readMigrations } from "./migration-files.ts";

/** Any constant will do that nobody else uses; it keeps two starting processes apart. */
const ADVISORY_LOCK = 7_306_357_001;

export type MigrateOptions = {
  /** Default: the migrations of this service. */
  directory?: string;
};

type AppliedMigration = { version: number; name: string; checksum: string };

/**
 * Applies what is missing; resolves to the names applied now. Several processes may call it at once.
 *
 * @throws StartupError when the database is newer than the code or an applied file was changed since
 */
export async function migrate(pool: Pool, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.directory ?? MIGRATIONS_DIRECTORY);
  const client = await pool.connect();
  try {
    // A migration may well take longer than any statement of daily work.
    await client.query("set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    return await applyMissing(client, migrations);
  } finally {
    // Closing the connection also gives back the lock, whatever state an error left it in.
    client.release(true);
  }
}

async function applyMissing(client: PoolClient, migrations: Migration[]): Promise<string[]> {
  await client.query(`
    create table if not exists schema_migrations (
      version integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  const { rows } = await client.query<AppliedMigration>(
    "select version, name, checksum from schema_migrations order by version",
  );
  checkHistory(rows, migrations);
  const missing = migrations.slice(rows.length);
  for (const migration of missing) await apply(client, migration);
  return missing.map((migration) => migration.name);
}

function checkHistory(applied: AppliedMigration[], migrations: Migration[]): void {
  for (const [index, { version, name, checksum }] of applied.entries()) {
    const known = migrations[index];
    if (known === undefined) {
      throw new StartupError({
        code: "database_newer",
        message: `The database has migration ${name}, which this release does not know: start the release that applied it, or a newer one.`,
        exitCode: 78,
      });
    }
    if (known.version !== version || known.checksum !== checksum) {
      throw new StartupError({
        code: "migration_changed",
        message: `Migration ${known.name} differs from the one applied to the database (${name}): restore the file and put the change into a new migration.`,
        exitCode: 78,
      });
    }
  }
}

async function apply(client: PoolClient, { version, name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query("insert into schema_migrations (version, name, checksum) values ($1, $2, $3)", [
      version,
      name,
      checksum,
    ]);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new StartupError({
      code: "migration_failed",
      message: `Migration ${name} failed (${cause instanceof Error ? cause.message : cause}) and was rolled back: correct what it met in the database and start again.`,
      cause,
    });
  }
}
