// The doctor before a desk whose database, workers or disk are not as they should be, on a PostgreSQL server of its own.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DatabaseProcess, startDatabase } from "../soak/processes.ts";
import { run } from "./cli.ts";
import { until } from "./desk.ts";
import { type Product, type StartOptions, startProduct } from "./start.ts";

let database: DatabaseProcess;
let cwd: string;
const started: Product[] = [];

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "creditnexus-doctor-database-"));
  database = await startDatabase(cwd);
});

afterAll(async () => {
  await Promise.all(started.map((product) => product.stop()));
  await database.stop();
});

/** Runs statements as the server's administrator would. */
const execute = async (url: string, ...statements: string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

const start = async (name: string, options: StartOptions = {}) => {
  await execute(database.url, `create database "${name}"`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  const product = await startProduct({
    ...options,
    env: { DATABASE_URL: url.href, SANDBOX: "1", ...options.env },
  });
  started.push(product);
  return { product, url: url.href };
};

interface Finding {
  check: string;
  outcome: string;
  cause: string | null;
  fix: string | null;
}

const diagnose = async (product: Product) => {
  const { code, stdout } = await run(["doctor"], {
    cwd,
    env: { CREDITNEXUS_URL: product.url, SANDBOX_URL: product.sandboxUrl, DATA_DIR: product.dataDir },
  });
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  const wrong = findings.filter(({ outcome }) => outcome !== "pass");
  return {
    code,
    wrong: wrong.map(({ check, cause }) => `${check}: ${cause}`),
    /** What the doctor says to do about a cause. */
    fix: (cause: string) => wrong.find((one) => one.cause === cause)?.fix ?? "",
  };
};

test("the database is read-only", async () => {
  const { product, url } = await start("shut");
  await execute(
    url,
    "alter database shut set default_transaction_read_only = on",
    // Only new connections know of it.
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'shut' and pid <> pg_backend_pid()",
  );
  const { wrong, fix, code } = await until(
    () => diagnose(product),
    (diagnosis) => diagnosis.wrong.includes("database: read_only"),
  );
  // The self-test finds what DigiSigner would find: callbacks cannot be stored.
  expect(wrong).toEqual(["database: read_only", "callback_answer: cannot_store"]);
  expect(fix("read_only")).toContain("default_transaction_read_only");
  expect(fix("cannot_store")).toContain("database");
  expect(code).toBe(1);
});

test("migrations are behind, as after a restore of an older backup, and ahead, as during a roll-out", async () => {
  const { product, url } = await start("restored");
  await execute(
    url,
    "create table kept as select * from schema_migrations",
    "delete from schema_migrations where version = (select max(version) from schema_migrations)",
  );
  const behind = await diagnose(product);
  expect(behind).toMatchObject({ wrong: ["migrations: behind"], code: 1 });
  expect(behind.fix("behind")).toContain("Restart the service");
  await execute(
    url,
    "insert into schema_migrations select * from kept on conflict do nothing",
    "insert into schema_migrations (version, name, checksum) values (9000, '9000_later.sql', 'x')",
  );
  const ahead = await diagnose(product);
  expect(ahead).toMatchObject({ wrong: ["migrations: ahead"], code: 7 });
  expect(ahead.fix("ahead")).toContain("Update this process");
});

test("no worker runs beside the process that serves HTTP, and a job is late", async () => {
  const { product, url } = await start("workless", { args: ["--only", "http"] });
  const { wrong, fix, code } = await diagnose(product);
  expect({ wrong, code }).toEqual({ wrong: ["worker: no_worker"], code: 1 });
  expect(fix("no_worker")).toContain("--only worker");
  await execute(
    url,
    `insert into pgboss.job (name, data, start_after)
     values ('signature-sync', '{}', now() - interval '1 hour')`,
  );
  const late = await diagnose(product);
  expect(late.wrong).toEqual(["worker: no_worker", "backlog: jobs_late"]);
  expect(late.fix("jobs_late")).toContain("--only worker");
});

test("the disk is full by the reserve that is set", async () => {
  const { product } = await start("full", { env: { DISK_RESERVE_MB: "100000000" } });
  const { wrong, fix, code } = await diagnose(product);
  expect({ wrong, code }).toEqual({ wrong: ["disk: disk_full"], code: 1 });
  expect(fix("disk_full")).toContain("move DATA_DIR to a larger disk");
});
