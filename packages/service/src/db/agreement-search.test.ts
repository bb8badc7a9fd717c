// The migration that makes the search: fills what exists already, and says what it needs from a server of somebody else.
import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { migrate } from "./migrate.ts";

const MIGRATIONS = join(import.meta.dirname, "migrations");

let database: TestDatabase<unknown>;
let older: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  older = await mkdtemp(join(tmpdir(), "migrations-"));
  for (const name of await readdir(MIGRATIONS)) {
    if (name < "0005") await copyFile(join(MIGRATIONS, name), join(older, name));
  }
});

afterEach(async () => {
  await database.close();
  await rm(older, { recursive: true });
});

test("agreements from before the migration are found after it", async () => {
  const { pool } = database;
  await migrate(pool, { directory: older });
  await pool.query(`
    insert into workspaces values ('wsp_a', 'A', now());
    insert into documents values ('wsp_a', 'doc_1', 'Deed', 'Deed.PDF', 1, 'aa', 1, '[]', '{}', now(), 'x');
    insert into signatures (workspace_id, signature_id, title, status, provider, urgency, reminder_days, send_emails,
      use_text_tags, hide_text_tags, bundle, metadata, requested_by, requested_at, expires_at, updated_at)
    values ('wsp_a', 'sig_1', 'Facility', 'pending', 'sandbox', 'standard', '{}', true, false, false, false, '{}', 'x',
      '2026-01-01T00:00:00Z', now(), now());
    insert into signature_documents (workspace_id, signature_id, document_id, position) values ('wsp_a', 'sig_1', 'doc_1', 0);
    insert into signers (workspace_id, signature_id, signer_id, position, email, name)
    values ('wsp_a', 'sig_1', 'sgr_1', 0, 'Jane@Acme.example', 'Jane Doe');
  `);
  await migrate(pool);
  const { rows } = await pool.query("select signature_id, requested_at, text, signers from signature_search");
  expect(rows).toEqual([
    {
      signature_id: "sig_1",
      requested_at: new Date("2026-01-01T00:00:00Z"),
      text: " facility jane@ acme. example jane doe deed deed. pdf sig_ 1",
      signers: " jane@ acme. example jane doe",
    },
  ]);
});

test("a user who may not install pg_trgm is told what an administrator has to run", async () => {
  const { pool } = database;
  const role = `reader_${randomBytes(6).toString("hex")}`;
  const { rows } = await pool.query<{ name: string }>("select current_database() as name");
  const name = rows[0]?.name;
  await pool.query(`create role ${role} login; grant create, usage on schema public to ${role}`);
  const limited = new pg.Pool({
    connectionString: database.url,
    max: 1,
    options: `-c role=${role}`,
  });
  try {
    await expect(migrate(limited)).rejects.toThrow(
      new RegExp(
        `pg_trgm, which ${role} cannot install.*run "create extension pg_trgm" once in the database ${name}`,
      ),
    );
    // Where an administrator has put it, even outside the search path, it is found.
    await pool.query("create schema extensions; create extension pg_trgm schema extensions");
    await pool.query(`grant usage on schema extensions to ${role}`);
    expect(await migrate(limited)).toContain("0005_agreement_search.sql");
  } finally {
    await limited.end();
    await pool.query(`drop owned by ${role}; drop role ${role}`);
  }
});
