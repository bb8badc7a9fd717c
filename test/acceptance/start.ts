// Starts the whole product as its user would, as a process on free ports with a fresh data directory.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";

const ROOT = resolve(import.meta.dirname, "../..");
const ENTRY = join(ROOT, "packages/service/bin/service.js");

export interface Product {
  /** Origin of the service. */
  readonly url: string;
  /** Origin of the sandbox. */
  readonly sandboxUrl: string;
  /** The admin key of the first start. */
  readonly apiKey: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything the process printed so far. */
  readonly output: () => string;
  /** Milliseconds from the start of the process until it was ready. */
  readonly readyAfter: number;
  /** The database made for it on the server that `DATABASE_URL` names. */
  readonly database: OwnDatabase | undefined;
  /** Stops it with SIGTERM, waits, and answers the exit code. The data directory stays when `keepData` is set. */
  readonly stop: (options?: { keepData?: boolean; signal?: NodeJS.Signals }) => Promise<number | null>;
}

interface OwnDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export interface StartOptions {
  /** A stopped product whose data is kept: its data directory, ports and database are used again. */
  continues?: Product;
  dataDir?: string;
  env?: Record<string, string>;
  /** Flags, such as `--only http`. */
  args?: string[];
  /** Absolute path of another entry than `npm start`'s. */
  entry?: string;
  ports?: { service: number; sandbox: number };
}

export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return fail(new Error("no port"));
      server.close(() => done(address.port));
    });
  });

/** The environment of a newcomer: nothing of ours is set. */
export const cleanEnvironment = (): Record<string, string> => {
  const kept = ["PATH", "HOME", "USER", "LANG", "TMPDIR", "TERM"];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
};

/** Spawns `npm start`'s command without waiting for anything. */
export const spawnProduct = (options: {
  env: Record<string, string>;
  args?: string[];
  entry?: string;
}): ChildProcess =>
  spawn(process.execPath, [options.entry ?? ENTRY, ...(options.args ?? [])], {
    cwd: ROOT,
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });

/** A database of its own on the server that `DATABASE_URL` names, so that one suite serves both kinds of database. */
const ownDatabase = async (): Promise<OwnDatabase | undefined> => {
  const server = process.env.DATABASE_URL;
  if (server === undefined || server === "") return undefined;
  const name = `acceptance_${randomBytes(6).toString("hex")}`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
};

const untilReady = async (url: string, child: ChildProcess, output: () => string): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the product ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
    }
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`the product was not ready after 60 s:\n${output()}`);
};

export const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode);
    child.once("exit", (code) => done(code));
  });

const portOf = (url: string): number => Number(new URL(url).port);

export const startProduct = async (options: StartOptions = {}): Promise<Product> => {
  const { continues } = options;
  const dataDir = continues?.dataDir ?? options.dataDir ?? (await mkdtemp(join(tmpdir(), "creditnexus-")));
  const ports = continues
    ? { service: portOf(continues.url), sandbox: portOf(continues.sandboxUrl) }
    : (options.ports ?? { service: await freePort(), sandbox: await freePort() });
  const database =
    continues?.database ?? (options.env?.DATABASE_URL === undefined ? await ownDatabase() : undefined);
  const started = performance.now();
  const child = spawnProduct({
    args: options.args ?? [],
    ...(options.entry === undefined ? {} : { entry: options.entry }),
    env: {
      PORT: String(ports.service),
      SANDBOX_PORT: String(ports.sandbox),
      DATA_DIR: dataDir,
      ...(database === undefined ? {} : { DATABASE_URL: database.url }),
      ...options.env,
    },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
    });
  }
  const url = `http://127.0.0.1:${ports.service}`;
  const stop: Product["stop"] = async ({ keepData = false, signal = "SIGTERM" } = {}) => {
    child.kill(signal);
    const code = await exitOf(child);
    if (!keepData) {
      await rm(dataDir, { recursive: true, force: true });
      await database?.drop();
    }
    return code;
  };
  await untilReady(url, child, () => printed).catch(async (error: unknown) => {
    await stop({ signal: "SIGKILL" });
    throw error;
  });
  const keyFile = join(dataDir, "admin.key");
  return {
    url,
    sandboxUrl: `http://127.0.0.1:${ports.sandbox}`,
    apiKey: existsSync(keyFile) ? (await readFile(keyFile, "utf8")).trim() : "",
    dataDir,
    process: child,
    output: () => printed,
    database,
    readyAfter: performance.now() - started,
    stop,
  };
};
