// Measures the callback intake against the database's own speed: closed loop beside pgbench, then an open loop at 2,000/s.
//
// Both write the same row to the same table with all its indexes, durably. Rounds are interleaved, so that a slow minute of
// the machine hits both. The load generator runs on the same cores, as a process of its own.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { pino } from "pino";
import type { ConnectionSettings } from "../src/db/database.ts";
import { startEmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { ensureDatabase } from "../src/db/ensure-database.ts";
import { local, serve } from "./load/serve.ts";

const run = promisify(execFile);

const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = Number(process.argv[3] ?? 6);
const CLIENTS = 8;
const CONNECTIONS = 64;
/** What the product promises, on a machine of two cores with the load generator on it. */
const MIN_SHARE = 0.5;
const MAX_P99_MS = 10;
const OPEN_LOOP_RATE = 2_000;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The insert of the intake, one row a transaction, as its own clients would do it. */
const PGBENCH_SCRIPT = `\\set n random(1, 1000000000)
insert into callback_journal
  (workspace_id, callback_id, received_at, body, sha256, headers, source_address, authenticity, next_attempt_at)
values ('wsp_bench', 'cbk_' || md5(random()::text), now(),
  convert_to('{"event_time":1766000000000,"event_type":"DOCUMENT_SIGNED","document_id":"' || md5(:n::text) || '","signer_email":"jane@borrower.example"}', 'UTF8'),
  md5(random()::text) || md5(random()::text),
  '{"host":"127.0.0.1:8000","content-type":"application/json","content-length":"150","connection":"keep-alive"}',
  '127.0.0.1', 'none', now());
`;

const pgbenchRate = async (settings: ConnectionSettings, script: string): Promise<number | undefined> => {
  const program = await findPgbench();
  if (program === undefined) return undefined;
  const { host, user, database } = local(settings);
  const { stdout } = await run(program, [
    "-n",
    "-M",
    "prepared",
    "-c",
    String(CLIENTS),
    "-j",
    "1",
    "-T",
    String(SECONDS),
    "-f",
    script,
    "-h",
    host,
    "-U",
    user,
    database,
  ]); // prettier-ignore
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
};

const findPgbench = async (): Promise<string | undefined> => {
  for (const path of [
    "pgbench",
    "/usr/lib/postgresql/15/bin/pgbench",
    "/usr/lib/postgresql/17/bin/pgbench",
  ]) {
    const found = await run(path, ["--version"]).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
};

/** Without pgbench: the same insert from as many connections of `pg`, one after the other on each. */
const bareRate = async (settings: ConnectionSettings): Promise<number> => {
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new pg.Client(settings);
      await client.connect();
      return client;
    }),
  );
  const text = PGBENCH_SCRIPT.split("\n")
    .slice(1)
    .join("\n")
    .replaceAll(":n::text", "random()::text")
    .replace(";", "");
  const end = performance.now() + SECONDS * 1000;
  let count = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        await client.query({ name: "insert", text });
        count += 1;
      }
      await client.end();
    }),
  );
  return count / SECONDS;
};

interface Load {
  rate: number;
  p50: number;
  p99: number;
  max: number;
  failures: number;
}

const generate = async (url: string, overallRate: number | undefined): Promise<Load> => {
  const file = join(import.meta.dirname, "load", "generator.ts");
  const { stdout } = await run(process.execPath, [
    file,
    url,
    String(SECONDS),
    String(CONNECTIONS),
    String(overallRate ?? 0),
  ]); // prettier-ignore
  return JSON.parse(stdout) as Load;
};

const directory = await mkdtemp(join(tmpdir(), "creditnexus-bench-"));
const server = await startEmbeddedServer({
  directory: join(directory, "postgres"),
  log: pino({ level: "warn" }),
});
try {
  const settings = await ensureDatabase(server.settings, "bench");
  const { url, stop } = await serve(settings, join(directory, "data"));
  try {
    const script = join(directory, "insert.sql");
    await writeFile(script, PGBENCH_SCRIPT);
    const admin = new pg.Client(settings);
    await admin.connect();
    // Its end is the server's end; what failed before that is what counts.
    admin.on("error", (error) => console.error(error.message));
    const clear = (): Promise<unknown> => admin.query("truncate callback_journal; checkpoint");
    const path = `${url}/api/signatures/webhook?${new URLSearchParams({ bench: randomBytes(4).toString("hex") })}`;
    await generate(path, undefined);
    const rounds: { database: number; intake: Load; open: Load }[] = [];
    const hasPgbench = (await findPgbench()) !== undefined;
    for (let round = 1; round <= ROUNDS; round += 1) {
      await clear();
      const database = (await pgbenchRate(settings, script)) ?? (await bareRate(settings));
      await clear();
      const intake = await generate(path, undefined);
      const { rows } = await admin.query<{ n: string }>("select count(*) as n from callback_journal");
      const stored = Number(rows[0]?.n);
      await clear();
      const open = await generate(path, OPEN_LOOP_RATE);
      rounds.push({ database, intake, open });
      console.log(
        `round ${round}: ${hasPgbench ? "pgbench" : "bare pg loop"} ${database.toFixed(0)}/s, intake ${intake.rate.toFixed(0)}/s (${stored} rows stored, ${intake.failures} failed), open loop p99 ${open.p99.toFixed(1)} ms (${open.failures} failed)`,
      );
    }
    await admin.end();
    const database = median(rounds.map((round) => round.database));
    const intake = median(rounds.map((round) => round.intake.rate));
    const p99 = median(rounds.map((round) => round.open.p99));
    const failures = rounds.reduce((sum, round) => sum + round.intake.failures + round.open.failures, 0);
    console.log(
      JSON.stringify({
        baseline: hasPgbench ? "pgbench" : "bare pg loop",
        baseline_per_second: Math.round(database),
        acknowledged_per_second: Math.round(intake),
        share: Number((intake / database).toFixed(2)),
        open_loop_per_second: OPEN_LOOP_RATE,
        open_loop_p50_ms: median(rounds.map((round) => round.open.p50)),
        open_loop_p99_ms: p99,
        failures,
      }),
    );
    const faults = [
      ...(intake / database < MIN_SHARE ? [`under ${MIN_SHARE} of what the database takes by itself`] : []),
      ...(p99 > MAX_P99_MS ? [`open-loop p99 of ${p99.toFixed(1)} ms, at most ${MAX_P99_MS} ms`] : []),
      ...(failures > 0 ? [`${failures} callbacks were not acknowledged`] : []),
    ];
    for (const fault of faults) console.error(fault);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await stop();
  }
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
