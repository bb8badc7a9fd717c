import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import pg from "pg";
import { pino } from "pino";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { spawnDatabase } from "../../testing/spawn-database.ts";
import type { Database } from "../database.ts";
import { openDatabase } from "../open-database.ts";
import { findPostmaster, readPostmasterFile } from "./postmaster-file.ts";
import { describeProcess } from "./process-table.ts";

const log = pino({ level: "silent" });
const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === "linux";
const NOBODY = { uid: 65534, gid: 65534 };

let pristine: string;
let root: string;
let directory: string;

beforeAll(async () => {
  pristine = await mkdtemp(join(tmpdir(), "pristine-"));
  await (await open(join(pristine, "postgres"))).close();
});

afterAll(() => rm(pristine, { recursive: true }));

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "embedded ")));
  directory = join(root, "postgres");
});

/** Saves the seconds of initdb where a test is not about it. */
async function existingCluster(): Promise<void> {
  await promisify(execFile)("cp", ["-a", join(pristine, "postgres"), directory]);
}

afterEach(async () => {
  const left = await serversIn(root);
  // A failed test must not leave them to the next one, or to the machine.
  for (const pid of left) process.kill(pid, "SIGKILL");
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
  expect(left).toEqual([]);
});

/** Ids of processes whose working directory is a cluster below `path`. */
async function serversIn(path: string): Promise<number[]> {
  if (!isLinux) return [];
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const described = await Promise.all(ids.map((id) => describeProcess(id)));
  return ids.filter((_, index) => described[index]?.workingDirectory?.startsWith(path));
}

const open = (path = directory): Promise<Database<unknown>> =>
  openDatabase({ database: { kind: "embedded", directory: path }, log });

/** Stores a row the way the service acknowledges work: committed before anything is said. */
async function remember(settings: pg.ClientConfig, text: string): Promise<void> {
  const client = new pg.Client(settings);
  await client.connect();
  await client.query("create table if not exists memory (text text)");
  await client.query("insert into memory values ($1)", [text]);
  await client.end();
}

async function recalled(database: Database<unknown>): Promise<string[]> {
  const { rows } = await database.pool.query<{ text: string }>("select text from memory order by text");
  return rows.map(({ text }) => text);
}

async function killServer(): Promise<void> {
  const server = await findPostmaster(directory);
  process.kill(server?.pid ?? 0, "SIGKILL");
  await vi.waitFor(async () => expect(await findPostmaster(directory)).toBeUndefined());
}

test("keeps its rows from one start to the next, and leaves neither process nor socket", async () => {
  const first = await open();
  await remember(first.connectionSettings(), "a");
  const socket = (await findPostmaster(directory))?.socketDirectory ?? "";
  expect(await readdir(socket)).toContain(".s.PGSQL.5432");
  await first.close();
  await first.close();
  expect(await serversIn(root)).toEqual([]);
  await expect(stat(socket)).rejects.toThrow("ENOENT");

  const second = await open();
  expect(await recalled(second)).toEqual(["a"]);
  await second.close();
});

test("writes durably, listens on no network, and keeps sessions in UTC", async () => {
  const database = await open();
  const { rows } = await database.pool.query(`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
      current_setting('full_page_writes') as pages, current_setting('listen_addresses') as addresses,
      current_setting('ssl') as ssl, current_setting('timezone') as zone, current_setting('data_checksums') as sums,
      current_setting('server_encoding') as encoding`);
  await database.close();
  expect(rows).toEqual([
    {
      fsync: "on",
      commit: "on",
      pages: "on",
      addresses: "",
      ssl: "off",
      zone: "UTC",
      sums: "on",
      encoding: "UTF8",
    },
  ]);
});

test("takes over the server that a killed service left running", async () => {
  await existingCluster();
  const killed = await spawnDatabase(directory);
  await remember(killed.said, "acknowledged");
  const left = await findPostmaster(directory);
  await killed.end("SIGKILL");

  const next = await open();
  expect((await findPostmaster(directory))?.pid).toBe(left?.pid);
  expect(await recalled(next)).toEqual(["acknowledged"]);
  await next.close();
});

test("recovers when the server was killed together with the service", async () => {
  await existingCluster();
  const killed = await spawnDatabase(directory);
  await remember(killed.said, "acknowledged");
  const stale = (await findPostmaster(directory))?.socketDirectory ?? "";
  await killed.end("SIGKILL");
  await killServer();

  const next = await open();
  expect(await recalled(next)).toEqual(["acknowledged"]);
  await next.close();
  await expect(stat(stale)).rejects.toThrow("ENOENT");
});

describe("a lock file of the server that names", () => {
  /** Leaves the directory as a crash would, with another process's id in the lock file. */
  async function crashedWithPid(pid: number): Promise<void> {
    await existingCluster();
    const killed = await spawnDatabase(directory);
    await remember(killed.said, "a");
    const file = await readFile(join(directory, "postmaster.pid"), "utf8");
    await killed.end("SIGKILL");
    await killServer();
    await writeFile(join(directory, "postmaster.pid"), file.replace(/^\d+/, String(pid)));
  }

  test("a living process of somebody else does not keep the database down", async () => {
    await crashedWithPid(process.pid);
    const database = await open();
    expect(await recalled(database)).toEqual(["a"]);
    expect((await readPostmasterFile(directory))?.pid).not.toBe(process.pid);
    await database.close();
  });

  test.runIf(isLinux)("a zombie does not keep the database down", async () => {
    // The shell starts a child and becomes a program that never collects it before the child ends: a shell may.
    const parent = spawn("sh", ["-c", "sleep 1 & echo $!; exec sleep 600"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const [zombie] = await once(createInterface(parent.stdout), "line");
    await vi.waitFor(async () => expect(await readFile(`/proc/${zombie}/stat`, "utf8")).toContain(") Z "), {
      timeout: 15_000,
    });
    await crashedWithPid(Number(zombie));
    const database = await open();
    expect(await recalled(database)).toEqual(["a"]);
    await database.close();
  });

  test("nothing at all does not keep the database down", async () => {
    await existingCluster();
    const database = await open();
    await database.close();
    await writeFile(join(directory, "postmaster.pid"), "");
    const again = await open();
    await again.close();
  });
});

test("refuses a second service on the same directory, naming the first, until that one is gone", async () => {
  await existingCluster();
  const first = await spawnDatabase(directory);
  await expect(open()).rejects.toThrow(
    `Another service (pid ${first.child.pid}) is using ${root}: stop it, or set DATA_DIR to another directory.`,
  );
  await remember(first.said, "still served");
  await first.end("SIGKILL");
  const second = await open();
  expect(await recalled(second)).toEqual(["still served"]);
  await second.close();
});

test("refuses a second service in the same process too", async () => {
  await existingCluster();
  const first = await open();
  await expect(open()).rejects.toMatchObject({ code: "data_dir_in_use" });
  await first.close();
});

test("lets one of several services that start together have a new directory", async () => {
  const all = await Promise.all([1, 2, 3].map(() => spawnDatabase(directory)));
  const refused = all.filter(({ said }) => said.error?.includes("Another service"));
  expect(refused).toHaveLength(2);
  const [winner] = all.filter((one) => !refused.includes(one));
  await winner?.end("SIGTERM");
});

test("comes back by itself when the server dies, with the same pool and without ending the process", async () => {
  await existingCluster();
  const database = await open();
  await remember(database.connectionSettings(), "a");
  const checkedOut = await database.pool.connect();
  await killServer();
  await vi.waitFor(() => database.ping(), { timeout: 10_000, interval: 50 });
  expect(await recalled(database)).toEqual(["a"]);
  await expect(checkedOut.query("select 1")).rejects.toThrow();
  checkedOut.release(true);
  await database.close();
});

test("removes what a start that was killed half-way left", async () => {
  await mkdir(`${directory}.new-abc123/base`, { recursive: true });
  const database = await open();
  await database.close();
  expect((await readdir(root)).filter((name) => name.includes(".new-"))).toEqual([]);
});

test("refuses a cluster of another major version", async () => {
  await mkdir(directory);
  await writeFile(join(directory, "PG_VERSION"), "17\n");
  await expect(open()).rejects.toThrow(/was made by PostgreSQL 17, this release brings 18/);
});

test("works in a directory whose path is far longer than a socket's may be", async () => {
  const deep = join(root, ...["a", "b", "c", "d"].map((letter) => letter.repeat(100)), "postgres");
  const database = await open(deep);
  expect(Buffer.byteLength(deep)).toBeGreaterThan(400);
  await database.ping();
  await database.close();
});

test("refuses a path that is too long to be locked", async () => {
  await expect(open(join(root, "a".repeat(200), "b".repeat(200), "c".repeat(200)))).rejects.toMatchObject({
    code: "data_dir_too_long",
  });
});

describe.runIf(isRoot)("as root", () => {
  test("runs the server as nobody, below a directory that nobody may enter", async () => {
    await chmod(root, 0o700);
    const database = await open();
    expect(await stat(directory)).toMatchObject(NOBODY);
    const server = await findPostmaster(directory);
    expect(await stat(`/proc/${server?.pid}`)).toMatchObject(NOBODY);
    await remember(database.connectionSettings(), "a");
    await database.close();
  });

  test("runs the cluster of an ordinary user as that user", async () => {
    const theirs = join(root, "theirs");
    await mkdir(theirs);
    await chmod(root, 0o711);
    await chown(theirs, NOBODY.uid, NOBODY.gid);
    const asUser = await spawnDatabase(join(theirs, "postgres"), NOBODY);
    expect(asUser.said.error).toBeUndefined();
    await remember(asUser.said, "theirs");
    await asUser.end("SIGTERM");

    const asRoot = await open(join(theirs, "postgres"));
    expect(await recalled(asRoot)).toEqual(["theirs"]);
    await asRoot.close();
  });

  test("takes over a cluster that was copied by root", async () => {
    await cp(join(pristine, "postgres"), directory, { recursive: true });
    expect(await stat(directory)).toMatchObject({ uid: 0 });
    const copy = await open();
    await copy.ping();
    expect(await stat(directory)).toMatchObject(NOBODY);
    await copy.close();
  });
});
