// Starting and stopping as a night operator meets it: bad settings, taken ports, kill -9, and nothing left behind.

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { call, sendAgreement, signAll, signature, until, uploadPdf } from "./desk.ts";
import { cleanEnvironment, exitOf, freePort, spawnProduct, startProduct } from "./start.ts";

const temporaryDirectory = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), "creditnexus-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
};

/** Runs the product until it ends by itself and answers what it said. */
const runToEnd = async (env: Record<string, string>) => {
  const child = spawnProduct({ env });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
    });
  }
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  const code = await exitOf(child);
  clearTimeout(timer);
  return { code, printed };
};

/** One message of at most a few lines, an exit code, no stack trace. */
const expectRefusal = (result: { code: number | null; printed: string }, ...named: string[]): void => {
  expect(result.code, result.printed).toBeGreaterThan(0);
  for (const word of named) expect(result.printed).toContain(word);
  expect(result.printed).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(result.printed.trim().split("\n").length).toBeLessThanOrEqual(6);
};

/** Command lines of living processes that mention the text; Linux only, elsewhere nothing is found. */
const processesNaming = async (text: string): Promise<string[]> => {
  const ids = await readdir("/proc").catch(() => [] as string[]);
  const lines = await Promise.all(
    ids.filter((id) => /^\d+$/.test(id)).map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")),
  );
  return lines.map((line) => line.replaceAll("\0", " ")).filter((line) => line.includes(text));
};

test("a port in use is one sentence and an exit code", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void other.close());
  await new Promise((done) => other.once("listening", done));
  const result = await runToEnd({
    PORT: String(port),
    SANDBOX_PORT: String(await freePort()),
    DATA_DIR: await temporaryDirectory(),
  });
  expectRefusal(result, String(port), "PORT");
});

test("an unwritable DATA_DIR is one sentence and an exit code", async () => {
  const file = join(await temporaryDirectory(), "file");
  await writeFile(file, "");
  expectRefusal(await runToEnd({ DATA_DIR: join(file, "data") }), "DATA_DIR", file);
});

test("an unreachable DATABASE_URL is one sentence that does not show the password", async () => {
  const result = await runToEnd({
    PORT: String(await freePort()),
    SANDBOX_PORT: String(await freePort()),
    DATA_DIR: await temporaryDirectory(),
    DATABASE_URL: `postgres://desk:s3cret-word@127.0.0.1:${await freePort()}/desk`,
  });
  expectRefusal(result, "DATABASE_URL", "127.0.0.1");
  expect(result.printed).not.toContain("s3cret-word");
});

test("all malformed settings are listed at once", async () => {
  const result = await runToEnd({ PORT: "eighty", SANDBOX_PORT: "99999", PUBLIC_URL: "not a url" });
  expectRefusal(result, "PORT", "eighty", "SANDBOX_PORT", "99999", "PUBLIC_URL");
});

test.each([{ NODE_ENV: "production" }, { PUBLIC_URL: "https://desk.lender.example" }])(
  "without a key, %o is refused unless SANDBOX=1 says that this is meant",
  async (env) => {
    expectRefusal(
      await runToEnd({ ...env, DATA_DIR: await temporaryDirectory() }),
      "DIGISIGNER_API_KEY",
      "SANDBOX=1",
    );
  },
);

test("the first start prints where to go in under twelve lines and keeps the admin key to itself", async () => {
  const product = await startProduct();
  onTestFinished(async () => void (await product.stop()));
  const lines = product.output().trim().split("\n");
  expect(lines.length).toBeLessThan(12);
  // On a pipe, which may be a log that is kept.
  expect(product.output()).toContain(join(product.dataDir, "admin.key"));
  expect(product.output()).not.toContain(product.apiKey);
  expect(product.output()).toContain(product.sandboxUrl);
  expect((await stat(join(product.dataDir, "admin.key"))).mode & 0o777).toBe(0o600);
});

test("stopping leaves no process, and a later start knows everything and prints no key", async () => {
  const first = await startProduct();
  const document = await uploadPdf(first);
  expect(await first.stop({ keepData: true, signal: "SIGINT" })).toBe(0);
  await until(
    () => processesNaming(first.dataDir),
    (left) => left.length === 0,
    5,
  );
  const second = await startProduct({ continues: first });
  onTestFinished(async () => void (await second.stop()));
  expect(second.output()).not.toContain(second.apiKey);
  const found = await call(second, "GET", `/api/documents/${document.body.document_id}`);
  expect(found.body).toEqual(document.body);
});

test("after kill -9 in mid-work the next start needs no help and has lost nothing", async () => {
  const first = await startProduct();
  const sent = await sendAgreement(first, ["jane@borrower.example", "olaf@lender.example"]);
  const later = await Promise.all(
    Array.from({ length: 5 }, async (_value, index) => {
      const document = await uploadPdf(first);
      return call(first, "POST", `/api/documents/${document.body.document_id}/signatures`, {
        json: { signers: [`signer${index}@lender.example`] },
      });
    }),
  );
  await signAll(first, sent.signature_request_id);
  await first.stop({ keepData: true, signal: "SIGKILL" });

  const second = await startProduct({ continues: first });
  onTestFinished(async () => void (await second.stop()));
  const done = await until(
    () => signature(second, sent.signature_id),
    (value) => value.is_collected,
    60,
  );
  expect(done.status).toBe("completed");
  for (const created of later) {
    const state = await until(
      () => signature(second, created.body.signature_id),
      (value) => value.status !== "sending",
      60,
    );
    expect(state.status).toBe("pending");
  }
});

test("the clean environment of these tests holds nothing of ours", () => {
  expect(Object.keys(cleanEnvironment()).filter((name) => /DIGISIGNER|DATA|PORT/.test(name))).toEqual([]);
});
