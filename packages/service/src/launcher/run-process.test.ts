import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { findPostmaster } from "../db/embedded/postmaster-file.ts";
import { type SpawnedService, spawnService } from "../testing/spawn-service.ts";
import { createTestDatabase } from "../testing/test-database.ts";

const READY = /ready in|"msg":"service ready"/;
let dataDir: string;
const running: SpawnedService[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "service "));
});

afterEach(async () => {
  for (const service of running.splice(0)) {
    service.kill("SIGKILL");
    await service.exit;
  }
  const server = await findPostmaster(join(dataDir, "postgres")).catch(() => undefined);
  if (server) process.kill(server.pid, "SIGKILL");
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

function start(env: Record<string, string> = {}, args: string[] = []): SpawnedService {
  const service = spawnService({ DATA_DIR: dataDir, PORT: "0", SANDBOX_PORT: "0", ...env }, args);
  running.push(service);
  return service;
}

const urlIn = (text: string, name: string) => new RegExp(`${name}\\s+(http\\S+)`).exec(text)?.[1] ?? "";
const livingServer = () => findPostmaster(join(dataDir, "postgres"));

test("starts on free ports, answers, and ends with 0 and without a trace on Ctrl-C", async () => {
  const service = start();
  const text = await service.says(READY);
  expect(text.trim().split("\n").length).toBeLessThan(12);
  expect((await fetch(`${urlIn(text, "Dashboard")}/readyz`)).status).toBe(200);
  expect((await fetch(`${urlIn(text, "Sandbox")}/`)).status).toBe(200);
  // As npm does it: once from the terminal, once more from npm.
  service.kill("SIGINT");
  service.kill("SIGINT");
  expect(await service.exit).toBe(0);
  expect(await livingServer()).toBeUndefined();
  expect(service.printed()).toBe(text);
});

test("a signal during the start ends it cleanly", async () => {
  const service = start();
  await vi.waitFor(async () => expect(await readdir(dataDir)).toContain("postgres.lock"), 10_000);
  service.kill("SIGTERM");
  expect(await service.exit).toBe(0);
  expect(await livingServer()).toBeUndefined();
});

test("works on after its database was killed", async () => {
  const service = start();
  const url = urlIn(await service.says(READY), "Dashboard");
  const before = await livingServer();
  process.kill(before?.pid ?? 0, "SIGKILL");
  await service.says(/embedded database restarted/);
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 10_000);
  expect((await livingServer())?.pid).not.toBe(before?.pid);
  service.kill("SIGTERM");
  expect(await service.exit).toBe(0);
});

test("says which port is taken, and starts no database for nothing", async () => {
  const other = createServer();
  onTestFinished(() => void other.close());
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
  });
  const service = start({ PORT: String(port) });
  expect(await service.exit).toBe(75);
  expect(service.printed()).toBe(
    `PORT ${port} on 127.0.0.1 is in use: stop the program that has it, or set PORT to another port.\n`,
  );
  expect(await readdir(dataDir)).toEqual([]);
});

test("started twice, it says where the first one is", async () => {
  const url = urlIn(await start().says(READY), "Dashboard");
  const again = start({ PORT: new URL(url).port });
  expect(await again.exit).toBe(75);
  expect(again.printed()).toBe(
    `A desk runs already at ${url}: open that, or stop it first. A second one needs a PORT, a SANDBOX_PORT and a DATA_DIR of its own.\n`,
  );
});

test("a second service on the same data directory is told who has it", async () => {
  const first = start();
  await first.says(READY);
  const second = start();
  expect(await second.exit).toBe(75);
  expect(second.printed()).toMatch(
    new RegExp(`^Another service \\(pid ${first.pid}\\) is using .*: stop it, or set DATA_DIR[^\\n]*\\n$`),
  );
});

test("splits into one process for HTTP and one for jobs on a shared database", async () => {
  const database = await createTestDatabase({ empty: true });
  onTestFinished(() => database.close());
  const env = { DATABASE_URL: database.url, SANDBOX_PORT: "0" };
  const http = start(env, ["--only", "http"]);
  const text = await http.says(READY);
  const port = new URL(urlIn(text, "Sandbox")).port;
  const worker = start({ ...env, SANDBOX_PORT: port }, ["--only", "worker"]);
  const said = await worker.says(READY);
  expect(said).toContain("worker, ready");
  expect(said).not.toContain("Dashboard");
  for (const one of [worker, http]) {
    one.kill("SIGTERM");
    expect(await one.exit).toBe(0);
  }
});

test("in production it logs one JSON line instead of printing a sign-in link", async () => {
  const service = start({ NODE_ENV: "production", SANDBOX: "1" });
  await service.says(READY);
  service.kill("SIGTERM");
  await service.exit;
  const lines = service
    .printed()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ msg: "service ready", adminKeyFile: join(dataDir, "admin.key") });
  expect(service.printed()).not.toContain("cnx_");
});

test("with a key it talks to DigiSigner and starts no sandbox", async () => {
  const service = start({ DIGISIGNER_API_KEY: "key-12345", DIGISIGNER_BASE_URL: "http://127.0.0.1:1/v1" });
  const text = await service.says(READY);
  expect(text).not.toMatch(/sandbox/i);
  expect(await readdir(dataDir)).not.toContain("sandbox.sqlite");
  service.kill("SIGTERM");
  expect(await service.exit).toBe(0);
});
