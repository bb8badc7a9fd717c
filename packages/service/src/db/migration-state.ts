// Compares the database's schema with what this release brings, while it runs: restores and roll-outs change it underneath.
import { type Kysely, sql } from "kysely";
import { MIGRATIONS_DIRECTORY, readMigrations } from "./migration-files.ts";
import type { Schema } from "./schema.ts";

/** Names of migrations; both empty when schema and release fit. */
export type MigrationState = {
  /** This release has them, the database lacks them. */
  missing: string[];
  /** The database has them, this release does not know them. */
  unknown: string[];
};

export const readMigrationState = async (
  db: Kysely<Schema>,
  directory = MIGRATIONS_DIRECTORY,
): Promise<MigrationState> => {
  const [known, { rows: applied }] = await Promise.all([
    readMigrations(directory),
    sql<{
      name: string;
      checksum: string;
    }>`select name, checksum from schema_migrations order by version`.execute(db),
  ]);
  const has = (list: readonly { checksum: string }[], one: { checksum: string }) =>
    list.some(({ checksum }) => checksum === one.checksum);
  return {
    missing: known.filter((one) => !has(applied, one)).map(({ name }) => name),
    unknown: applied.filter((one) => !has(known, one)).map(({ name }) => name),
  };
};
