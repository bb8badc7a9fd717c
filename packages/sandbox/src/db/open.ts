// Opens the sandbox's SQLite state and brings it to the newest migration.
import { chmodSync, closeSync, existsSync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { migration0001 } from "./migration-0001-state.ts";
import { migration0002 } from "./migration-0002-reply-to.ts";

const MIGRATIONS = [migration0001, migration0002];

/** A column as SQLite gives it. */
export type Row = Record<string, string | number | null | Uint8Array>;

/** Synchronous access with cached statements; `transaction` commits or rolls back as a whole. */
export interface Db {
  run(sql: string, ...values: SQLInputValue[]): void;
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * @param file A path, or `:memory:`.
 * @throws Error when another process holds the file or it was written by a newer sandbox.
 */
export function openDatabase(file: string): Db {
  const database = openFile(file);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  let depth = 0;
  const db: Db = {
    run: (sql, ...values) => void prepare(sql).run(...values),
    get: (sql, ...values) => prepare(sql).get(...values) as Row | undefined,
    all: (sql, ...values) => prepare(sql).all(...values) as Row[],
    transaction: (work) => {
      if (depth > 0) return work();
      database.exec("BEGIN IMMEDIATE");
      depth += 1;
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
  migrate(database, file);
  return db;
}

function openFile(file: string): DatabaseSync {
  try {
    if (file !== ":memory:") keepPrivate(file);
    const database = new DatabaseSync(file);
    // An exclusive lock for the life of the process: two sandboxes on one file would overwrite each other.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = NORMAL");
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("BEGIN IMMEDIATE; COMMIT");
    return database;
  } catch (cause) {
    throw new Error(
      `The sandbox cannot open its state "${file}": ${cause instanceof Error ? cause.message : String(cause)}. ` +
        "Stop the other sandbox that uses this file, or name another file.",
      { cause },
    );
  }
}

/** The state holds keys, signing links and agreements. SQLite gives the files it adds the same permissions. */
function keepPrivate(file: string): void {
  closeSync(openSync(file, "a", 0o600));
  for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, 0o600);
}

function migrate(database: DatabaseSync, file: string): void {
  const row = database.prepare("PRAGMA user_version").get();
  const version = Number(row?.user_version ?? 0);
  if (version > MIGRATIONS.length) {
    throw new Error(
      `The sandbox state "${file}" has version ${version}, this sandbox knows ${MIGRATIONS.length}. ` +
        "Use a newer sandbox or another file.",
    );
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}
