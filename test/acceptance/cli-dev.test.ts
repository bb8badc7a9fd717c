// Development at the terminal: tunnels that break and come back, callbacks followed, forwarded and triggered.
import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, run, runJson, runOnTerminal, start } from "./cli.ts";
import { call, sandbox, sendAgreement, signature, until } from "./desk.ts";
import { freePort, type Product, startProduct } from "./start.ts";
import { startTunnelServer, type TunnelServer } from "./tunnel-server.ts";

let product: Product;
let cwd: string;
let env: Record<string, string>;

beforeAll(async () => {
  product = await startProduct();
  cwd = await mkdtemp(join(tmpdir(), "creditnexus-dev-"));
  env = { CREDITNEXUS_URL: product.url, SANDBOX_URL: product.sandboxUrl, DATA_DIR: product.dataDir };
});

afterAll(async () => {
  await product.stop();
});

// biome-ignore lint/suspicious/noExplicitAny: a line is looked at by the test that waited for it
const lineOf = async (running: Running, holds: (value: any) => boolean): Promise<any> =>
  JSON.parse(await running.line((line) => holds(JSON.parse(line))));

const tunnelWords = (server: TunnelServer) => [
  "dev",
  "--tunnel",
  "localtunnel",
  "--tunnel-host",
  server.host,
];

/** Signs as the next person in order. */
const signNext = async (requestId: string): Promise<void> => {
  const { body } = await sandbox(product, "GET", `invitations?signature_request_id=${requestId}`);
  const open = body.invitations.find((one: { status: string }) => one.status === "open");
  const signed = await sandbox(product, "POST", `invitations/${open.invitation_id}/sign`, {});
  expect(signed.status).toBe(200);
};

test("a whole round goes through a tunnel that is cut in the middle and comes back under another address", async () => {
  await using server = await startTunnelServer();
  const dev = start(tunnelWords(server), { cwd, env });
  const first = await lineOf(dev, (line) => line.type === "tunnel");
  expect(first).toMatchObject({
    public_url: server.addresses[0],
    changed: false,
    self_test: { outcome: "pass" },
  });

  const agreement = await sendAgreement(product);
  const request: string = agreement.signature_request_id;
  await signNext(request);
  const signed = await lineOf(
    dev,
    (line) => line.type === "callback" && line.callback.event_type === "DOCUMENT_SIGNED",
  );
  expect(signed.callback).toMatchObject({ outcome: "processed", signature_id: agreement.signature_id });
  const { body: before } = await sandbox(product, "GET", "callbacks");
  expect(before.callbacks[0].attempts[0]).toMatchObject({ status: 200, body: "DIGISIGNER_EVENT_ACCEPTED" });
  expect(before.callbacks[0].attempts[0].url.startsWith(server.addresses[0])).toBe(true);

  const { findings } = await runJson(["doctor"], { cwd, env });
  const outside = findings.find((one: { check: string }) => one.check === "public_callback");
  expect(outside).toMatchObject({ outcome: "pass", detail: expect.stringContaining(first.public_url) });

  server.cut();
  await lineOf(dev, (line) => line.type === "tunnel_broken");
  const second = await lineOf(dev, (line) => line.type === "tunnel" && line.public_url !== first.public_url);
  expect(second).toMatchObject({ changed: true, self_test: { outcome: "pass" } });
  const { body: setup } = await call(product, "GET", "/api/setup");
  expect(setup.public_url).toBe(second.public_url);
  expect(setup.callback_urls.document_signed.startsWith(second.public_url)).toBe(true);

  await signNext(request);
  const completed = await lineOf(
    dev,
    (line) => line.type === "callback" && line.callback.event_type === "SIGNATURE_REQUEST_COMPLETED",
  );
  expect(completed.callback.signature_id).toBe(agreement.signature_id);
  const { body: after } = await sandbox(product, "GET", "callbacks");
  const last = after.callbacks.find(
    (one: { event_type: string }) => one.event_type === "SIGNATURE_REQUEST_COMPLETED",
  );
  expect(last.attempts.at(-1).url.startsWith(second.public_url)).toBe(true);
  await until(
    () => signature(product, agreement.signature_id),
    (value) => value.status === "completed" && value.is_collected,
  );

  dev.process.kill("SIGINT");
  expect((await dev.ended).code).toBe(0);
  const { body: settings } = await sandbox(product, "GET", "settings");
  expect(settings.callback_urls.document_signed.startsWith(product.url)).toBe(true);
  expect(existsSync(join(product.dataDir, "tunnel.json"))).toBe(false);
  expect((await call(product, "GET", "/api/setup")).body.public_url).toBeNull();
});

test("nothing but callbacks comes in through the tunnel", async () => {
  await using server = await startTunnelServer();
  const dev = start(tunnelWords(server), { cwd, env });
  const { public_url: outside } = await lineOf(dev, (line) => line.type === "tunnel");
  const headers = { authorization: `Bearer ${product.apiKey}` };
  for (const path of ["/", "/api/signatures", "/healthz", "/api/session", "/api/signatures/webhook"]) {
    expect((await fetch(outside + path, { headers })).status).toBe(404);
  }
  expect((await fetch(`${outside}/api/keys`, { method: "POST", headers, body: "{}" })).status).toBe(404);
  dev.process.kill("SIGINT");
  await dev.ended;
});

test("on a terminal a new address is said loudly to who has to tell DigiSigner", async () => {
  await using server = await startTunnelServer();
  const digisigner = start(["sandbox", "start", "--port", "0"]);
  const account = JSON.parse(await digisigner.line((line) => line.startsWith("{")));
  const secret = "canary-webhook-secret-0123456789";
  const live = await startProduct({
    env: {
      DIGISIGNER_API_KEY: account.api_key,
      DIGISIGNER_BASE_URL: account.api_url,
      DIGISIGNER_WEBHOOK_SECRET: secret,
    },
  });
  let cut = false;
  let left = false;
  const { code, text } = await runOnTerminal(tunnelWords(server), {
    cwd,
    env: { CREDITNEXUS_URL: live.url, DATA_DIR: live.dataDir, DIGISIGNER_WEBHOOK_SECRET: secret },
    answer: (seen) => {
      if (!cut && seen.includes("Enter this address twice")) {
        cut = true;
        server.cut();
      }
      if (left || !seen.includes("THE PUBLIC ADDRESS CHANGED")) return undefined;
      left = true;
      return "\u0003";
    },
  });
  await live.stop();
  digisigner.process.kill("SIGKILL");
  expect(code).toBe(0);
  expect(text).toContain("The tunnel broke");
  expect(text).toContain(`${server.addresses[1]}/api/signatures/webhook?token=`);
  expect(text).not.toContain(secret);
});

test("a tunnel provider that is not installed, or has no token, is one sentence", async () => {
  const noToken = await run(["dev", "--tunnel", "ngrok"], { cwd, env });
  expect(noToken.code).toBe(2);
  expect(JSON.parse(noToken.stderr).error.next_step).toContain("NGROK_AUTHTOKEN");
  const missing = await run(["dev", "--tunnel", "ngrok"], {
    cwd,
    env: { ...env, NGROK_AUTHTOKEN: "canary-token" },
  });
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.stderr).error).toMatchObject({ code: "tunnel_not_installed" });
  expect(missing.stdout + missing.stderr).not.toContain("canary-token");
});

test("dev starts the desk when none runs, and takes it along at the end", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const own = await mkdtemp(join(tmpdir(), "creditnexus-dev-"));
  const dev = start(["dev"], {
    cwd: own,
    env: { CREDITNEXUS_URL: url, SANDBOX_URL: `http://127.0.0.1:${await freePort()}` },
  });
  expect(await lineOf(dev, (line) => line.type === "ready")).toMatchObject({
    url,
    provider: "sandbox",
    attached: false,
  });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  dev.process.kill("SIGINT");
  expect((await dev.ended).code).toBe(0);
  await expect(fetch(`${url}/readyz`)).rejects.toThrow();
});

test("on a terminal the first start of dev shows the link to sign in with", async () => {
  let left = false;
  const { code, text } = await runOnTerminal(["dev"], {
    cwd: await mkdtemp(join(tmpdir(), "creditnexus-dev-")),
    env: {
      CREDITNEXUS_URL: `http://127.0.0.1:${await freePort()}`,
      SANDBOX_URL: `http://127.0.0.1:${await freePort()}`,
    },
    answer: (seen) => {
      if (left || !seen.includes("starts again when its sources")) return undefined;
      left = true;
      return "\u0003";
    },
  });
  expect(code).toBe(0);
  expect(text).toMatch(/\/sign-in#key=\w+/);
});

test.each([
  ["its terminal is closed", (dev: Running) => void dev.process.kill("SIGHUP"), 0],
  ["it is killed", (dev: Running) => void dev.process.kill("SIGKILL"), -1],
  ["the reader of its output leaves", (dev: Running) => void dev.process.stdout?.destroy(), 0],
])("dev leaves no desk behind when %s", async (_how, end, code) => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const own = await mkdtemp(join(tmpdir(), "creditnexus-dev-"));
  const dev = start(["dev"], {
    cwd: own,
    env: { CREDITNEXUS_URL: url, SANDBOX_URL: `http://127.0.0.1:${await freePort()}` },
  });
  await lineOf(dev, (line) => line.type === "ready");
  const key = (await readFile(join(own, ".data", "admin.key"), "utf8")).trim();
  end(dev);
  // Something to be shown, again and again: only then is it noticed that nobody reads.
  let isOver = false;
  void dev.ended.finally(() => {
    isOver = true;
  });
  await until(
    async () => {
      await fetch(`${url}/api/signatures/webhook`, { method: "POST", body: "{}" }).catch(() => undefined);
      return isOver;
    },
    (over) => over,
  );
  const ended = await dev.ended;
  expect({ code: ended.code, said: ended.stderr.includes("Interrupted") }).toEqual({ code, said: false });
  expect(ended.stderr).toContain("admin.key");
  expect(ended.stderr).not.toContain(key);
  await until(
    () => fetch(`${url}/readyz`).catch(() => undefined),
    (answer) => answer === undefined,
  );
});

test("callbacks are followed and handed on with the same bytes", async () => {
  const received: { body: string; type: string | undefined }[] = [];
  const receiver = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      received.push({ body: Buffer.concat(chunks).toString(), type: incoming.headers["content-type"] });
      // The first is answered wrongly, as a beginner would.
      response.end(received.length === 1 ? "DIGISIGNER_EVENT_ACCEPTED\n" : "DIGISIGNER_EVENT_ACCEPTED");
    });
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const address = receiver.address();
  const target = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hook`;
  const listen = start(["callbacks", "listen", "--forward-to", `${target}?token=canary-token`], { cwd, env });
  // Only what comes after the start is shown, so the start has to be over: its first look at the journal.
  await until(
    async () => (await runJson(["callbacks", "trigger", "document-signed"], { cwd, env })) && received.length,
    (count) => count >= 2,
  );
  const wrong = await lineOf(listen, (line) => line.forwarded.accepted === false);
  const right = await lineOf(listen, (line) => line.forwarded.accepted === true);
  expect(wrong.forwarded).toMatchObject({ url: target, status: 200, error: null });
  const shown = await runJson(["callbacks", "show", right.callback.callback_id], { cwd, env });
  expect(received.map((one) => one.body)).toContain(shown.body_text);
  receiver.closeAllConnections();
  receiver.close();
  listen.process.kill("SIGINT");
  expect((await listen.ended).code).toBe(0);
});

test.each([
  ["document-signed", { pending: 1, signed: 1 }],
  ["signature-request-completed", { pending: 0, signed: 2 }],
])("trigger %s makes a true round", async (scenario, expected) => {
  const { signature_id } = await runJson(["callbacks", "trigger", scenario], { cwd, env });
  const value = await until(
    () => signature(product, signature_id),
    (one) => one.progress.signed === expected.signed,
  );
  expect(value.signers.filter((one: { status: string }) => one.status === "pending")).toHaveLength(
    expected.pending,
  );
});

test("trigger duplicate makes the same bytes come twice, and nothing changes by it", async () => {
  const { signature_id } = await runJson(["callbacks", "trigger", "duplicate"], { cwd, env });
  const { callbacks } = await until(
    () => runJson(["callbacks", "list"], { cwd, env }),
    (list) =>
      list.callbacks.filter((one: { signature_id: string }) => one.signature_id === signature_id).length >= 2,
  );
  const same = callbacks.filter((one: { signature_id: string }) => one.signature_id === signature_id);
  expect(new Set(same.map((one: { sha256: string }) => one.sha256)).size).toBe(1);
  expect(await signature(product, signature_id)).toMatchObject({
    status: "in_progress",
    progress: { signed: 1 },
  });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at by the test that asked for it
type Json = any;

/** The journal's callbacks of one agreement, in the order in which they came. */
const journalOf = async (signatureId: string): Promise<Json[]> => {
  const { callbacks } = await runJson(["callbacks", "list"], { cwd, env });
  return callbacks
    .filter((one: Json) => one.signature_id === signatureId)
    .toSorted((one: Json, two: Json) => (one.callback_id < two.callback_id ? -1 : 1));
};

/** What the sandbox sent of one agreement: the answer to each attempt of each callback. */
const answersOf = async (signatureId: string): Promise<number[][]> => {
  const { signature_request_id: request } = await signature(product, signatureId);
  const { callbacks } = await runJson(["sandbox", "callbacks"], { cwd, env });
  return callbacks
    .filter((one: Json) => one.signature_request_id === request)
    .map((one: Json) => one.attempts.map((attempt: Json) => attempt.status));
};

test("trigger reordered: completed overtakes signed, and the agreement is completed all the same", async () => {
  const { signature_id } = await runJson(["callbacks", "trigger", "reordered"], { cwd, env });
  await until(
    () => signature(product, signature_id),
    (one) => one.status === "completed",
  );
  const came = await until(
    () => journalOf(signature_id),
    (list) => list.length >= 3,
  );
  expect(came.map((one) => one.event_type)).toEqual([
    "DOCUMENT_SIGNED",
    "SIGNATURE_REQUEST_COMPLETED",
    "DOCUMENT_SIGNED",
  ]);
});

test("trigger lost: no callback comes, and a look at DigiSigner finds the signature", async () => {
  const { signature_id } = await runJson(["callbacks", "trigger", "lost"], { cwd, env });
  const synced = await runJson(["requests", "sync", signature_id], { cwd, env });
  expect(synced).toMatchObject({ status: "in_progress", progress: { signed: 1 } });
  expect(await answersOf(signature_id)).toEqual([[]]);
  expect(await journalOf(signature_id)).toEqual([]);
});

test("trigger garbled: a spoilt body is refused, and the retry carries the right one", async () => {
  const { signature_id } = await runJson(["callbacks", "trigger", "garbled"], { cwd, env });
  await until(
    () => answersOf(signature_id),
    ([first]) => first?.length === 1,
  );
  expect(await answersOf(signature_id)).toEqual([[400]]);
  expect(await journalOf(signature_id)).toEqual([]);
  await runJson(["sandbox", "clock", "--advance", "5m"], { cwd, env });
  await until(
    () => answersOf(signature_id),
    ([first]) => first?.length === 2,
  );
  expect(await answersOf(signature_id)).toEqual([[400, 200]]);
  const came = await until(
    () => journalOf(signature_id),
    ([first]) => first?.outcome === "processed",
  );
  expect(came.map((one) => one.event_type)).toEqual(["DOCUMENT_SIGNED"]);
});
