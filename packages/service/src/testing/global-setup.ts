// Gives a Vitest run one PostgreSQL server and a migrated template in it, and removes both at the end.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import type { ConnectionSettings } from "../db/database.ts";
import { startEmbeddedServer } from "../db/embedded/embedded-server.ts";
import { ensureDatabase } from "../db/ensure-database.ts";
import { migrate } from "../db/migrate.ts";
import { installQueue } from "../queue/install-queue.ts";
import type {} from "./test-server.ts";

type RunningServer = { settings: ConnectionSettings; stop(): Promise<void> };

/** Vitest calls this once per run, before any test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = externalServer() ?? (await throwawayServer());
  const prefix = `creditnexus_test_${randomBytes(4).toString("hex")}`;
  const template = `${prefix}_template`;
  try {
    await makeTemplate(server.settings, template);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgres", { settings: server.settings, prefix, template });
  return async () => {
    await dropAll(server.settings, prefix);
    await server.stop();
  };
}

function externalServer(): RunningServer | undefined {
  const connectionString = process.env.DATABASE_URL;
  return connectionString ? { settings: { connectionString }, stop: async () => undefined } : undefined;
}

async function throwawayServer(): Promise<RunningServer> {
  const directory = await mkdtemp(join(tmpdir(), "creditnexus-test-"));
  const server = await startEmbeddedServer({
    directory: join(directory, "postgres"),
    log: pino({ level: "warn" }),
    maxConnections: 300,
    // Nothing of it is meant to outlive the run.
    durable: false,
  });
  return {
    settings: server.settings,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(server: ConnectionSettings, template: string): Promise<void> {
  const settings = await ensureDatabase(server, template);
  const pool = new pg.Pool({ ...settings, max: 1 });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
  await installQueue(settings);
}

async function dropAll(settings: ConnectionSettings, prefix: string): Promise<void> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1)",
      [prefix],
    );
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  } finally {
    await client.end();
  }
}
