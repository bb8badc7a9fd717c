import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import type { ConfigError } from "./config-error.ts";
import { renderEnvExample } from "./env-example.ts";
import { loadConfig } from "./load-config.ts";

const directory = mkdtempSync(join(tmpdir(), "config-"));
afterAll(() => rmSync(directory, { recursive: true }));

const load = (env: Record<string, string>, argv: string[] = []) => loadConfig({ env, argv, directory });

function faultsOf(env: Record<string, string>, argv: string[] = []): string[] {
  try {
    load(env, argv);
  } catch (error) {
    return (error as ConfigError).faults.map(({ message }) => message);
  }
  throw new Error("no fault was found");
}

test("needs nothing to run everything on this machine", () => {
  expect(load({})).toEqual({
    environment: "development",
    roles: { http: true, worker: true },
    http: { host: "127.0.0.1", port: 8000, publicUrl: undefined },
    dataDir: join(directory, ".data"),
    database: { kind: "embedded", directory: join(directory, ".data/postgres") },
    blobs: { kind: "directory", path: join(directory, ".data/blobs") },
    digisigner: { kind: "sandbox", port: 8001, stateFile: join(directory, ".data/sandbox.sqlite") },
    webhookSecrets: [],
    encryptionKey: undefined,
    mail: { smtpUrl: undefined, from: "CreditNexus Signatures <signatures@localhost.localdomain>" },
    webhooks: { allowPrivate: true, requireHttps: false },
    limits: { maxUploadBytes: 50 * 1024 * 1024, diskReserveBytes: 200 * 1024 * 1024 },
    oidc: undefined,
    log: { level: "warn" },
  });
});

test("prefers flags to the environment, the environment to .env, and .env to defaults", () => {
  writeFileSync(join(directory, "both.env"), "PORT=1001\nSANDBOX_PORT=1002\nHOST='0.0.0.0'\n");
  const config = loadConfig({
    argv: ["--port", "3001"],
    env: { PORT: "2001", SANDBOX_PORT: "2002", MAX_UPLOAD_MB: "" },
    envFile: "both.env",
    directory,
  });
  expect(config.http).toMatchObject({ port: 3001, host: "0.0.0.0" });
  expect(config.digisigner).toMatchObject({ port: 2002 });
});

test("takes DigiSigner instead of the sandbox when a key is set", () => {
  const { digisigner } = load({ DIGISIGNER_API_KEY: "key-12345", NODE_ENV: "production" });
  expect(digisigner).toMatchObject({ kind: "live", baseUrl: "https://api.digisigner.com/v1" });
  expect(digisigner.kind === "live" && digisigner.apiKey.reveal()).toBe("key-12345");
});

test("reads a bucket with prefix, endpoint and region", () => {
  expect(
    load({ BLOB_URL: "s3://agreements/a/b/?endpoint=http://127.0.0.1:9000&region=eu-west-1" }).blobs,
  ).toEqual({
    kind: "s3",
    bucket: "agreements",
    prefix: "a/b/",
    endpoint: "http://127.0.0.1:9000",
    region: "eu-west-1",
  });
});

test("reads the encryption key in hex and in base64 alike", () => {
  const bytes = Buffer.alloc(32, 7);
  const fromHex = load({ ENCRYPTION_KEY: bytes.toString("hex") }).encryptionKey?.reveal();
  expect(fromHex).toBe(load({ ENCRYPTION_KEY: bytes.toString("base64") }).encryptionKey?.reveal());
});

test("lists all faults at once, each with value, expectation and correction", () => {
  const faults = faultsOf({ PORT: "80o0", MAX_UPLOAD_MB: "0", PUBLIC_URL: "signatures.example.com" });
  expect(faults).toEqual([
    'PORT is "80o0" in the environment: expected a port number from 0 to 65535 (0 takes a free one), for example PORT=8000.',
    'PUBLIC_URL is "signatures.example.com" in the environment: expected an http or https URL without a query, for example PUBLIC_URL=https://signatures.example.com.',
    'MAX_UPLOAD_MB is "0" in the environment: expected a whole number of megabytes from 1 to 1024, for example MAX_UPLOAD_MB=50.',
  ]);
});

test.each([
  ["PORT", "65536"],
  ["HOST", "two words"],
  ["DIGISIGNER_WEBHOOK_SECRET", "a-long-enough-secret,short"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "postgresql://localhost"],
  ["BLOB_URL", "https://bucket.example.com"],
  ["BLOB_URL", "s3://bucket?endpoint=minio:9000"],
  ["BLOB_URL", "s3://bucket?accessKey=x"],
  ["ENCRYPTION_KEY", "c2hvcnQ="],
  ["SMTP_URL", "mail.example.com:25"],
  ["MAIL_FROM", "nobody"],
  ["NODE_ENV", "staging"],
  ["LOG_LEVEL", "loud"],
  ["SANDBOX", "yes"],
])("refuses %s=%s", (name, value) => {
  expect(faultsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} is `)]);
});

test("never shows a secret, neither in faults nor when the configuration is printed", () => {
  const secrets = { ENCRYPTION_KEY: "hunter-2", DATABASE_URL: "hunter-2", SMTP_URL: "hunter-2" };
  expect(faultsOf(secrets).join()).not.toContain("hunter-2");
  const config = load({
    DIGISIGNER_API_KEY: "hunter-2",
    DIGISIGNER_WEBHOOK_SECRET: "hunter-2-hunter-2",
    DATABASE_URL: "postgresql://u:hunter-2@db/x",
    SMTP_URL: "smtp://u:hunter-2@mail",
  });
  const printed = [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.mail.smtpUrl}`];
  expect(printed.join()).not.toContain("hunter-2");
  expect(printed[2]).toBe("[redacted]");
});

test.each([
  [{}, { allowPrivate: true, requireHttps: false }],
  [{ DIGISIGNER_API_KEY: "key-12345" }, { allowPrivate: false, requireHttps: false }],
  [
    { SANDBOX: "1", NODE_ENV: "production" },
    { allowPrivate: false, requireHttps: true },
  ],
  [
    { DIGISIGNER_API_KEY: "key-12345", WEBHOOK_ALLOW_PRIVATE: "1" },
    { allowPrivate: true, requireHttps: false },
  ],
  [{ WEBHOOK_ALLOW_PRIVATE: "0" }, { allowPrivate: false, requireHttps: false }],
])("with %j outbound webhooks may go where %j says", (env, expected) => {
  expect(load(env).webhooks).toEqual(expected);
});

describe("a sandbox that could be taken for the real DigiSigner", () => {
  test.each([
    [{ NODE_ENV: "production" }, "NODE_ENV is production"],
    [{ PUBLIC_URL: "https://sign.example.com" }, "PUBLIC_URL is https://sign.example.com"],
  ])("is refused with %o", (env, reason) => {
    expect(faultsOf(env)).toEqual([expect.stringContaining(`DIGISIGNER_API_KEY is not set, but ${reason}`)]);
    expect(load({ ...env, SANDBOX: "1" }).digisigner.kind).toBe("sandbox");
  });

  test.each(["http://sign.example.com", "https://localhost:8000", "https://127.0.0.1"])(
    "is not suspected at %s",
    (url) => {
      expect(load({ PUBLIC_URL: url }).digisigner.kind).toBe("sandbox");
    },
  );

  test("is refused beside a key", () => {
    expect(faultsOf({ SANDBOX: "1", DIGISIGNER_API_KEY: "key-12345" })).toEqual([
      expect.stringContaining("remove one of the two"),
    ]);
  });
});

describe("flags", () => {
  test("pick one role when the database can be shared", () => {
    const env = { DATABASE_URL: "postgresql://db/x" };
    expect(load(env, ["--only", "http"]).roles).toEqual({ http: true, worker: false });
    expect(load(env, ["--only=worker"]).roles).toEqual({ http: false, worker: true });
    expect(faultsOf({}, ["--only", "http"])).toEqual([expect.stringContaining("set DATABASE_URL")]);
    expect(faultsOf(env, ["--only", "mail"])).toEqual([expect.stringContaining("expected http or worker")]);
  });

  test.each([
    [["--prot", "1"], "--prot means nothing"],
    [["start"], "start means nothing"],
    [["--port"], "--port has no value"],
    [["--digisigner-api-key", "key-12345"], "--digisigner-api-key cannot be a flag"],
  ])("are checked: %j", (argv, expected) => {
    expect(faultsOf({}, argv)[0]).toContain(expected);
  });
});

test(".env.example documents every setting", async () => {
  await expect(renderEnvExample()).toMatchFileSnapshot("../../../../.env.example");
});
