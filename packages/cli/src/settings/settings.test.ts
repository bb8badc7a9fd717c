// Settings come from flags, then the environment, then `.env`, then defaults; the key file is for this machine only.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLoopback } from "@creditnexus/contract";
import { beforeEach, expect, test } from "vitest";
import { readSettings } from "./settings.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "creditnexus-settings-"));
});

const read = (env: Record<string, string> = {}, flags: { url?: string } = {}) =>
  readSettings({ cwd, env, flags });

test("nothing set: this machine, ports 8000 and 8001, .data below the current directory", async () => {
  expect(await read()).toMatchObject({
    url: "http://127.0.0.1:8000",
    sandboxUrl: "http://127.0.0.1:8001",
    dataDir: join(cwd, ".data"),
    apiKey: undefined,
  });
});

test("a flag wins over the environment, that over .env, that over the default; empty means unset", async () => {
  await writeFile(join(cwd, ".env"), "CREDITNEXUS_URL=http://file:1\nPORT=9000\nSANDBOX_PORT=9001\n");
  expect((await read()).url).toBe("http://file:1");
  expect((await read({ CREDITNEXUS_URL: "http://env:2" })).url).toBe("http://env:2");
  expect((await read({ CREDITNEXUS_URL: "http://env:2" }, { url: "http://flag:3/" })).url).toBe(
    "http://flag:3",
  );
  expect((await read({ CREDITNEXUS_URL: "" })).url).toBe("http://file:1");
  expect((await read({ SANDBOX_PORT: "7001" })).sandboxUrl).toBe("http://127.0.0.1:7001");
});

test("the admin key of the data directory is used for a service on this machine, and for no other", async () => {
  await writeFile(join(cwd, "admin.key"), "cnx_admin\n");
  expect(await read({ DATA_DIR: cwd })).toMatchObject({
    apiKey: "cnx_admin",
    apiKeySource: join(cwd, "admin.key"),
  });
  expect((await read({ DATA_DIR: cwd, CREDITNEXUS_URL: "https://desk.example" })).apiKey).toBeUndefined();
  expect(
    (await read({ DATA_DIR: cwd, CREDITNEXUS_URL: "http://127.0.0.1.evil.example" })).apiKey,
  ).toBeUndefined();
  expect((await read({ DATA_DIR: cwd, CREDITNEXUS_API_KEY: "mine" })).apiKey).toBe("mine");
});

test.each([
  ["CREDITNEXUS_URL", "desk", 'CREDITNEXUS_URL is "desk"'],
  ["PORT", "eight", 'PORT is "eight": expected a port'],
  ["SANDBOX_PORT", "70000", 'SANDBOX_PORT is "70000": expected a port'],
])("a faulty %s is named with its value", async (name, value, message) => {
  await expect(read({ [name]: value })).rejects.toThrow(message);
});

test.each([
  ["http://127.0.0.1:8000", true],
  ["http://127.9.9.9", true],
  ["http://localhost:1", true],
  ["http://[::1]:8000", true],
  ["http://localhost.evil.example", false],
  ["http://0.0.0.0", false],
  ["https://desk.example", false],
])("%s is on this machine: %s", (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
