import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { migrate } from "./migrate.ts";

let database: TestDatabase<unknown>;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  directory = await mkdtemp(join(tmpdir(), "migrations "));
});

afterEach(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

const write = (name: string, sql: string) => writeFile(join(directory, name), sql);

test("applies each file once, in order", async () => {
  await write("0001_first.sql", "create table first (id int)");
  await write("0002_second.sql", "alter table first add column name text");
  expect(await migrate(database.pool, { directory })).toEqual(["0001_first.sql", "0002_second.sql"]);
  await write("0003_third.sql", "create table third (id int); insert into third values (1), (2)");
  expect(await migrate(database.pool, { directory })).toEqual(["0003_third.sql"]);
  expect(await migrate(database.pool, { directory })).toEqual([]);
  const { rows } = await database.pool.query("select count(*) from third");
  expect(rows).toEqual([{ count: 2 }]);
});

test("lets processes that start together apply each file once", async () => {
  await write("0001_first.sql", "create table first (id int); select pg_sleep(0.05)");
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, { directory })));
  expect(applied.flat()).toEqual(["0001_first.sql"]);
});

test("undoes a file that fails half-way and names it", async () => {
  await write("0001_first.sql", "create table first (id int)");
  await write("0002_broken.sql", "create table half (id int); select * from nowhere");
  await expect(migrate(database.pool, { directory })).rejects.toThrow(/0002_broken\.sql failed .*nowhere/);
  const { rows } = await database.pool.query(
    "select to_regclass('first') as first, to_regclass('half') as half",
  );
  expect(rows).toEqual([{ first: "first", half: null }]);
});

test("refuses a database that a newer release has migrated", async () => {
  await write("0001_first.sql", "create table first (id int)");
  await write("0002_second.sql", "create table second (id int)");
  await migrate(database.pool, { directory });
  await rm(join(directory, "0002_second.sql"));
  await expect(migrate(database.pool, { directory })).rejects.toMatchObject({ code: "database_newer" });
});

test("refuses to go on when an applied file was changed", async () => {
  await write("0001_first.sql", "create table first (id int)");
  await migrate(database.pool, { directory });
  await write("0001_first.sql", "create table first (id bigint)");
  await expect(migrate(database.pool, { directory })).rejects.toMatchObject({ code: "migration_changed" });
});

test("refuses file names out of step", async () => {
  await write("0002_second.sql", "select 1");
  await expect(migrate(database.pool, { directory })).rejects.toThrow(
    "expected 0001_words_in_snake_case.sql",
  );
});
