// Measures the agreements list and the figures through HTTP on loopback over a million agreements; fails when a p95 of the
// list reaches 100 ms, or one of the figures its own limit.
//
// `npm run bench list [agreements] [calls per question] [part of the questions' names]`. Everything lies in a temporary directory (some 4 GB at a million)
// that is removed at the end, also after Ctrl-C. Each call asks something slightly different, so that no cache answers.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@creditnexus/contract";
import pg from "pg";
import { pino } from "pino";
import { startEmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { ensureDatabase } from "../src/db/ensure-database.ts";
import { buildAgreements } from "./list/build-agreements.ts";
import { listCases } from "./list/cases.ts";
import { type FigureCase, figureCases } from "./list/figure-cases.ts";
import { serve } from "./load/serve.ts";

const AGREEMENTS = Number(process.argv[2] ?? 1_000_000);
const CALLS = Number(process.argv[3] ?? 40);
/** Only questions with this in their name. */
const ONLY = process.argv[4] ?? "";
const WARM_UP = 5;
const LIMIT_MS = 100;
const CALL_WITHIN_MS = 30_000;

const closers: (() => Promise<unknown>)[] = [];
const close = async (): Promise<void> => {
  for (let next = closers.pop(); next !== undefined; next = closers.pop()) await next();
};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void close().finally(() => process.exit(130)));
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

const measure = async (): Promise<number> => {
  const directory = await mkdtemp(join(tmpdir(), "creditnexus-bench-"));
  closers.push(() => rm(directory, { recursive: true, force: true }));
  const server = await startEmbeddedServer({
    directory: join(directory, "postgres"),
    log: pino({ level: "warn" }),
    durable: false,
  });
  closers.push(() => server.stop());
  const settings = await ensureDatabase(server.settings, "bench");
  await buildAgreements(settings, join(directory, "migrations"), AGREEMENTS);

  const admin = new pg.Client(settings);
  await admin.connect();
  const { rows } = await admin.query<{ end: Date; size: string }>(
    "select max(requested_at) as end, pg_size_pretty(pg_database_size(current_database())) as size from signatures",
  );
  await admin.end();
  const end = rows[0]?.end ?? new Date();
  console.log(`database: ${rows[0]?.size}`);

  const service = await serve(settings, join(directory, "data"));
  closers.push(() => service.stop());
  const apiKey = (await readFile(join(directory, "data", "admin.key"), "utf8")).trim();
  const client = createClient({ baseUrl: service.url, apiKey });

  const questions = [
    ...listCases(AGREEMENTS, end).map(
      ({ name, query }): FigureCase => ({
        name,
        limitMs: LIMIT_MS,
        ask: async (desk, round, signal) =>
          (await desk.signatures.list(query(round), { signal })).signatures.length,
      }),
    ),
    ...figureCases(end),
  ].filter(({ name }) => name.includes(ONLY));
  let tooSlow = 0;
  console.log(
    `\n${"question".padEnd(40)} ${"rows".padStart(7)} ${"p50 ms".padStart(8)} ${"p95 ms".padStart(8)}`,
  );
  for (const { name, limitMs, ask } of questions) {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < WARM_UP + CALLS; round += 1) {
      const start = performance.now();
      const rows = await ask(client, round, AbortSignal.timeout(CALL_WITHIN_MS));
      if (round >= WARM_UP) times.push(performance.now() - start);
      found = Math.max(found, rows);
    }
    times.sort((a, b) => a - b);
    const p95 = quantile(times, 0.95);
    if (p95 >= limitMs) tooSlow += 1;
    const figures = [
      String(found).padStart(7),
      quantile(times, 0.5).toFixed(1).padStart(8),
      p95.toFixed(1).padStart(8),
    ];
    console.log(`${name.padEnd(40)} ${figures.join(" ")}${p95 >= limitMs ? `  limit ${limitMs}` : ""}`);
  }
  return tooSlow;
};

try {
  const tooSlow = await measure();
  console.log(`\nquestions beyond their limit: ${tooSlow}`);
  if (tooSlow > 0) process.exitCode = 1;
} finally {
  await close();
}
