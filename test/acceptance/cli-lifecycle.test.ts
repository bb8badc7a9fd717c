// What people do to requests and what other systems are told, through the command line.
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../fixtures/pdf.ts";
import { run, runJson, runOnTerminal } from "./cli.ts";
import { sandbox, signAll, until } from "./desk.ts";
import { type Product, startProduct } from "./start.ts";

let product: Product;
let cwd: string;
let env: Record<string, string>;
let receiver: Server;
let hook: string;
const received: { headers: Record<string, string>; body: string }[] = [];
let answer = 200;

beforeAll(async () => {
  product = await startProduct({ env: { WEBHOOK_ALLOW_PRIVATE: "1" } });
  cwd = await mkdtemp(join(tmpdir(), "creditnexus-lifecycle-"));
  await writeFile(join(cwd, "loan.pdf"), agreementPdf());
  env = {
    CREDITNEXUS_URL: product.url,
    SANDBOX_URL: product.sandboxUrl,
    DATA_DIR: product.dataDir,
    XDG_STATE_HOME: join(cwd, "state"),
  };
  receiver = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const address = receiver.address();
  hook = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hook`;
});

afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await product.stop();
});

const json = (words: readonly string[]) => runJson(words, { cwd, env });

const sendLoan = async (...to: string[]): Promise<string> => {
  const { signature_id } = await json(["send", "loan.pdf", "--in-order", "--to", ...to]);
  await until(
    () => json(["status", signature_id]),
    (signature) => signature.status !== "sending",
  );
  return signature_id;
};

test("a reminder goes to whose turn it is, and says why to nobody else", async () => {
  const id = await sendLoan("jane@lender.example", "max@borrower.example");
  const everybody = await json(["requests", "remind", id]);
  expect(everybody.reminded).toMatchObject([{ email: "jane@lender.example" }]);
  const { text } = await runOnTerminal(["requests", "remind", id, "--only", "max@borrower.example"], {
    cwd,
    env,
  });
  expect(text).toContain("max@borrower.example:");
  const stranger = await run(["requests", "remind", id, "--only", "who@else.example"], { cwd, env });
  expect(stranger.code).toBe(3);
  expect(JSON.parse(stranger.stderr).error.next_step).toContain("jane@lender.example, max@borrower.example");
});

test("a refusal is recorded with its reason", async () => {
  const id = await sendLoan("jane@lender.example");
  const declined = await json([
    "requests",
    "decline",
    id,
    "--by",
    "jane@lender.example",
    "--reason",
    "rate too high",
  ]);
  expect(declined).toMatchObject({ status: "declined" });
  const missing = await run(["requests", "decline", id], { cwd, env });
  expect(missing.code).toBe(2);
  expect(JSON.parse(missing.stderr).error.detail).toContain("--reason: expected a reason");
});

test("a wrong address is corrected by a new request, and the two know each other", async () => {
  const id = await sendLoan("jnae@lender.example", "max@borrower.example");
  const again = await json([
    "requests",
    "resend",
    id,
    "--from",
    "jnae@lender.example",
    "--to",
    "jane@lender.example",
  ]);
  expect(again.resent_from).toBe(id);
  expect(again.signers.map((one: { email: string }) => one.email)).toEqual([
    "jane@lender.example",
    "max@borrower.example",
  ]);
  expect(await json(["status", id])).toMatchObject({ status: "cancelled", resent_as: again.signature_id });
});

test("codes that signers are asked for come from a file, and are given again when an address is corrected", async () => {
  const codes = "email,access_code\njnae@lender.example,open-sesame\nmax@borrower.example,\n";
  await writeFile(join(cwd, "signers.csv"), codes);
  const { signature_id: id } = await json(["send", "loan.pdf", "--signers", "signers.csv"]);
  await until(
    () => json(["status", id]),
    (signature) => signature.status !== "sending",
  );
  const change = ["requests", "resend", id, "--from", "jnae@lender.example", "--to", "jane@lender.example"];
  const refused = await run(change, { cwd, env });
  expect(refused.code).toBe(2);
  expect(JSON.parse(refused.stderr).error.detail).toContain("jnae@lender.example had an access code");
  const again = await json([...change, "--access-codes", "signers.csv"]);
  expect(again.signers).toMatchObject([
    { email: "jane@lender.example", has_access_code: true },
    { email: "max@borrower.example", has_access_code: false },
  ]);
  expect(JSON.stringify(again)).not.toContain("open-sesame");

  await writeFile(join(cwd, "short.csv"), "email,access_code\njane@lender.example,abc\n");
  const short = await run(["send", "loan.pdf", "--signers", "short.csv"], { cwd, env });
  expect(JSON.parse(short.stderr).error.detail).toContain("line 2, access_code: expected 4 to 64 characters");
});

test("a signed PDF that did not pass is looked at and accepted, with who did and why", async () => {
  await sandbox(product, "POST", "faults", { name: "download_truncated", parameters: { keep_bytes: 200 } });
  const id = await sendLoan("sue@lender.example");
  const { signature_request_id } = await json(["status", id]);
  await signAll(product, signature_request_id);
  await until(
    () => json(["status", id]),
    ({ documents }) => documents[0].signed.state === "suspect",
    60,
  );
  await sandbox(product, "DELETE", "faults");
  expect((await run(["download", id], { cwd, env })).code).toBe(6);
  const { sha256 } = await json(["download", id, "--suspect", "-o", "suspect.pdf"]);
  const words = ["requests", "accept", id, "--reason", "compared on paper", "--sha256"];
  expect((await run([...words, "0".repeat(64)], { cwd, env })).code).toBe(6);
  const { text } = await runOnTerminal([...words, sha256], { cwd, env });
  expect(text).toMatch(/suspect, accepted by .*: compared on paper/);
  expect((await json(["download", id, "-o", "accepted.pdf"])).sha256).toBe(sha256);
});

test("another system is told, with signatures that the official library accepts", async () => {
  const made = await json(["webhooks", "add", hook, "--description", "test"]);
  expect(made.secret).toMatch(/^whsec_/);
  const ping = await json(["webhooks", "ping", made.endpoint_id]);
  const delivered = await until(
    () => json(["webhooks", "show", ping.delivery_id]),
    (delivery) => delivery.state === "delivered",
  );
  expect(delivered.history).toMatchObject([{ status: 200 }]);
  const last = received.at(-1);
  expect(new Webhook(made.secret).verify(last?.body ?? "", last?.headers ?? {})).toMatchObject({
    type: "ping",
  });

  for (const words of [
    ["webhooks", "list"],
    ["webhooks", "deliveries"],
    ["webhooks", "show", ping.delivery_id],
  ]) {
    for (const format of ["--json", "--no-json"]) {
      const { code, stdout } = await run([...words, format], { cwd, env });
      expect(code).toBe(0);
      expect(stdout).not.toContain(made.secret);
    }
  }

  const before = received.length;
  await json(["webhooks", "redeliver", ping.delivery_id]);
  await until(
    async () => received.length,
    (count) => count > before,
  );
  expect(received.at(-1)?.headers["webhook-id"]).toBe(last?.headers["webhook-id"]);

  const rotated = await json(["webhooks", "rotate", made.endpoint_id]);
  expect(rotated.secret).not.toBe(made.secret);
  expect(await json(["webhooks", "disable", made.endpoint_id, "--reason", "maintenance"])).toMatchObject({
    state: "disabled",
  });
  expect(await json(["webhooks", "enable", made.endpoint_id])).toMatchObject({ state: "active" });
  await json(["webhooks", "remove", made.endpoint_id]);
  expect((await run(["webhooks", "ping", made.endpoint_id], { cwd, env })).code).toBe(3);
});

test("a receiver that refuses is seen in the list of deliveries", async () => {
  answer = 500;
  const made = await json(["webhooks", "add", hook]);
  const ping = await json(["webhooks", "ping", made.endpoint_id]);
  await until(
    () => json(["webhooks", "show", ping.delivery_id]),
    (delivery) => delivery.attempts >= 1 && delivery.last_status === 500,
  );
  const { findings } = JSON.parse((await run(["doctor"], { cwd, env })).stdout);
  expect(findings.filter((one: { outcome: string }) => one.outcome !== "pass")).toMatchObject([
    { check: "webhooks", cause: "endpoint_failing" },
  ]);
  expect((await json(["jobs", "failed"])).dead_letters).toEqual([]);
  expect((await json(["jobs", "retry"])).retried).toBe(0);
  const { text } = await runOnTerminal(["webhooks", "deliveries", "--endpoint", made.endpoint_id], {
    cwd,
    env,
  });
  expect(text).toMatch(/ping +pending +\d+ +500/);
  answer = 200;
  await json(["webhooks", "remove", made.endpoint_id]);
});

test("callbacks are replayed by condition", async () => {
  const id = await sendLoan("jane@lender.example");
  await json(["sandbox", "sign", id]);
  await until(
    () => json(["status", id]),
    (signature) => signature.status === "completed",
  );
  const { replayed } = await json([
    "callbacks",
    "replay",
    "--event",
    "DOCUMENT_SIGNED",
    "--since",
    "2020-01-01T00:00:00Z",
  ]);
  expect(replayed).toBeGreaterThanOrEqual(1);
  const both = await run(["callbacks", "replay"], { cwd, env });
  expect(both.code).toBe(2);
});
