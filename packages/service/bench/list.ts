// Measures the agreements list through HTTP on loopback over a million agreements; fails when a p95 reaches 100 ms.
//
// `npm run bench list [agreements] [calls per question]`. Everything lies in a temporary directory (some 4 GB at a million)
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
import { serve } from "./load/serve.ts";

const AGREEMENTS = Number(process.argv[2] ?? 1_000_000);
const CALLS = Number(process.argv[3] ?? 40);
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

  let worst = 0;
  console.log(
    `\n${"question".padEnd(40)} ${"rows".padStart(5)} ${"p50 ms".padStart(8)} ${"p95 ms".padStart(8)}`,
  );
  for (const { name, query } of listCases(AGREEMENTS, end)) {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < WARM_UP + CALLS; round += 1) {
      const start = performance.now();
      const answer = await client.signatures.list(query(round), {
        signal: AbortSignal.timeout(CALL_WITHIN_MS),
      });
      if (round >= WARM_UP) times.push(performance.now() - start);
      found = Math.max(found, answer.signatures.length);
    }
    times.sort((a, b) => a - b);
    const p95 = quantile(times, 0.95);
    worst = Math.max(worst, p95);
    const figures = [
      String(found).padStart(5),
      quantile(times, 0.5).toFixed(1).padStart(8),
      p95.toFixed(1).padStart(8),
    ];
    console.log(`${name.padEnd(40)} ${figures.join(" ")}${p95 >= LIMIT_MS ? "  too slow" : ""}`);
  }
  return worst;
};

try {
  const worst = await measure();
  console.log(`\nworst p95: ${worst.toFixed(1)} ms, allowed: less than ${LIMIT_MS} ms`);
  if (worst >= LIMIT_MS) process.exitCode = 1;
} finally {
  await close();
}
