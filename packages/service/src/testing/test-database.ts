// A database of its own for a test file, cloned from the migrated template.
import { randomBytes } from "node:crypto";
import type { KyselyPlugin } from "kysely";
import { pino } from "pino";
import { inject } from "vitest";
import { toUrl, withDatabase } from "../db/connection-settings.ts";
import type { Database } from "../db/database.ts";
import { runStatement } from "../db/ensure-database.ts";
import { connect } from "../db/open-database.ts";
import type {} from "./test-server.ts";

export type TestDatabase<Schema> = Database<Schema> & {
  /** As `DATABASE_URL` of another process. */
  url: string;
};

export type TestDatabaseOptions = {
  /** Without any table: for tests of migrations. */
  empty?: boolean;
  maxConnections?: number;
  plugins?: KyselyPlugin[];
};

/**
 * Clones the template in some 20 ms; `close()` drops the clone. One per file is usual.
 *
 * @example
 * const database = await createTestDatabase<Tables>();
 * afterAll(() => database.close());
 */
export async function createTestDatabase<Schema>({
  empty = false,
  ...options
}: TestDatabaseOptions = {}): Promise<TestDatabase<Schema>> {
  const { settings: server, prefix, template } = inject("postgres");
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  await runStatement(server, `create database ${name} template ${empty ? "template0" : template}`);
  const settings = withDatabase(server, name);
  const database = connect<Schema>({
    ...options,
    kind: "external",
    settings,
    log: pino({ level: "silent" }),
    release: () => runStatement(server, `drop database if exists ${name} with (force)`),
  });
  return { ...database, url: toUrl(settings) };
}
