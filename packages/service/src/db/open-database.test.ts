import { createServer } from "node:net";
import { pino } from "pino";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { Secret } from "../config/secret.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { connect, openDatabase } from "./open-database.ts";

const log = pino({ level: "silent" });
let database: TestDatabase<unknown>;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});

afterAll(() => database.close());

const openExternal = (url: string) =>
  openDatabase({ database: { kind: "external", url: new Secret(url) }, log });

test("opens the server that a URL names, and leaves it running when it closes", async () => {
  const opened = await openExternal(database.url);
  expect(opened.kind).toBe("external");
  await opened.ping();
  await opened.close();
  await database.ping();
});

test("an unreachable server is one sentence that keeps the password to itself", async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  const failure = await openExternal(`postgresql://desk:hunter-2@127.0.0.1:${port}/desk`).catch(
    (error) => error,
  );
  expect(failure).toMatchObject({ code: "database_unreachable", exitCode: 75 });
  expect(failure.message).toMatch(
    new RegExp(
      `^DATABASE_URL: cannot use the database desk at 127.0.0.1:${port} \\(.*ECONNREFUSED.*\\): start`,
    ),
  );
  expect(failure.message).not.toContain("hunter-2");
});

test("a server that accepts and then says nothing is given up after five seconds", async () => {
  const silent = createServer(() => undefined);
  onTestFinished(() => void silent.close());
  const port = await new Promise<number>((resolve) => {
    silent.listen(0, "127.0.0.1", () => resolve((silent.address() as { port: number }).port));
  });
  await expect(openExternal(`postgresql://desk@127.0.0.1:${port}/desk`)).rejects.toMatchObject({
    code: "database_unreachable",
  });
}, 10_000);

test("a database that does not exist is named", async () => {
  const url = new URL(database.url);
  url.pathname = "/nowhere";
  await expect(openExternal(url.href)).rejects.toThrow(/database "nowhere" does not exist/);
});

test("a server that is away is unavailable, not a defect", async () => {
  const away = connect({
    kind: "external",
    settings: { connectionString: "postgresql:///x?host=/nonexistent" },
    log,
  });
  await expect(away.ping()).rejects.toMatchObject({ name: "UnavailableError", code: "database_unavailable" });
  await away.close();
});

test("values arrive as what the code counts on", async () => {
  const { rows } = await database.pool.query(`
    select 9007199254740991::int8 as big, count(*) as count, 12345678901234567890.12::numeric as amount,
      date '2026-03-29' as day, timestamptz '2026-03-29 12:00+02' as instant, '{"a": 1}'::jsonb as json,
      current_setting('timezone') as zone`);
  expect(rows).toEqual([
    {
      big: Number.MAX_SAFE_INTEGER,
      count: 1,
      amount: "12345678901234567890.12",
      day: "2026-03-29",
      instant: new Date("2026-03-29T10:00:00Z"),
      json: { a: 1 },
      zone: "UTC",
    },
  ]);
});

test("an int8 that a number cannot hold exactly is refused instead of rounded", async () => {
  await expect(database.pool.query("select 9007199254740993::int8")).rejects.toThrow(RangeError);
});

test("a statement that runs too long is cancelled", async () => {
  const impatient = connect({
    kind: "external",
    settings: database.connectionSettings(),
    log,
    statementTimeoutMs: 50,
  });
  await expect(impatient.pool.query("select pg_sleep(20)")).rejects.toThrow("statement timeout");
  await impatient.close();
});

test("a connection that the server cuts, idle or checked out, does not end the process", async () => {
  const cut = connect({
    kind: "external",
    settings: database.connectionSettings(),
    log,
    applicationName: "cut me",
  });
  const checkedOut = await cut.pool.connect();
  await cut.pool.query("select 1");
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut me'",
  );
  await expect(checkedOut.query("select 1")).rejects.toThrow();
  checkedOut.release(true);
  await expect(cut.ping().catch(() => cut.ping())).resolves.toBeUndefined();
  await cut.close();
});
