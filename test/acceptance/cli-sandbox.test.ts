// The sandbox driven by the command line alone: started, asked, made to misbehave, emptied, stopped.
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../fixtures/pdf.ts";
import { type Running, run, runJson, runOnTerminal, start } from "./cli.ts";

let sandbox: Running;
let env: Record<string, string>;
let api: { url: string; authorization: string };

const digisigner = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(api.url + path, {
    ...init,
    headers: { authorization: api.authorization, ...init.headers },
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
};

/** Sends one document to the signers, as somebody's own integration would. */
const sendRequest = async (emails: readonly string[]): Promise<string> => {
  const form = new FormData();
  form.set("file", new Blob([agreementPdf()], { type: "application/pdf" }), "loan.pdf");
  const { body: document } = await digisigner("/documents", { method: "POST", body: form });
  const signers = emails.map((email, index) => ({ email, order: index + 1 }));
  const { body } = await digisigner("/signature_requests", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ documents: [{ document_id: document.document_id, signers }] }),
  });
  return body.signature_request_id;
};

beforeAll(async () => {
  sandbox = start(["sandbox", "start", "--port", "0", "--smtp-port", "0"]);
  const started = JSON.parse(await sandbox.line((line) => line.startsWith("{")));
  env = { SANDBOX_URL: started.url };
  api = { url: started.api_url, authorization: `Basic ${btoa(`${started.api_key}:`)}` };
});

afterAll(() => {
  sandbox.process.kill("SIGKILL");
});

test("everybody signs, in order, and out of order is refused", async () => {
  const request = await sendRequest(["jane@lender.example", "max@borrower.example"]);
  const { invitations } = await runJson(["sandbox", "invitations", "--request", request], { env });
  expect(invitations).toMatchObject([
    { email: "jane@lender.example", status: "open" },
    { email: "max@borrower.example", status: "waiting" },
  ]);
  const early = await run(["sandbox", "sign", invitations[1].invitation_id], { env });
  expect(early.code).not.toBe(0);
  expect(JSON.parse(early.stderr).error.code).toBe("conflict");
  const { signed } = await runJson(["sandbox", "sign", request], { env });
  expect(signed.map((one: { email: string }) => one.email)).toEqual([
    "jane@lender.example",
    "max@borrower.example",
  ]);
  expect((await digisigner(`/signature_requests/${request}`)).body.is_completed).toBe(true);
  const again = await run(["sandbox", "sign", request], { env });
  expect(again.code).toBe(6);
});

test("--as signs for one person only", async () => {
  const request = await sendRequest(["ann@lender.example", "bob@borrower.example"]);
  const { signed } = await runJson(["sandbox", "sign", request, "--as", "Ann@lender.example"], { env });
  expect(signed).toHaveLength(1);
  expect((await digisigner(`/signature_requests/${request}`)).body.is_completed).toBe(false);
});

test("signing links are hidden in lists and mails unless asked for", async () => {
  const request = await sendRequest(["carl@lender.example"]);
  const asked = await runJson(["sandbox", "invitations", "--request", request, "--links"], { env });
  const link: string = asked.invitations[0].sign_document_url;
  expect(link).toMatch(/^http/);
  const commands = [
    ["sandbox", "invitations"],
    ["sandbox", "mailbox"],
    ["sandbox", "mailbox", "--to", "carl@lender.example"],
  ];
  for (const words of commands) {
    for (const format of ["--json", "--no-json"]) {
      const { stdout, code } = await run([...words, format], { env });
      expect(code).toBe(0);
      expect(stdout).toContain("carl@lender.example");
      expect(stdout).not.toContain(new URL(link).search);
    }
  }
  const mails = await runJson(["sandbox", "mailbox", "--to", "carl@lender.example", "--links"], { env });
  expect(mails.mails[0].links).toContain(link);
  const [mail] = (await runJson(["sandbox", "mailbox", "--to", "carl@lender.example"], { env })).mails;
  const { text } = await runOnTerminal(["sandbox", "mailbox", mail.id], { env });
  expect(text).toContain("To:      carl@lender.example");
  expect(text).not.toContain(new URL(link).search);
});

test("the clock goes forward and says so", async () => {
  const before = await runJson(["sandbox", "clock"], { env });
  const after = await runJson(["sandbox", "clock", "--advance", "30h"], { env });
  expect(Date.parse(after.now) - Date.parse(before.now)).toBeGreaterThanOrEqual(30 * 3_600_000);
});

test("a fault is armed, hits, and is listed with what is left of it", async () => {
  const armed = await runJson(
    ["sandbox", "faults", "api_error", "endpoint=read_request", "status=503", "--times", "2"],
    { env },
  );
  expect(armed).toMatchObject({ name: "api_error", remaining: 2, parameters: { status: 503 } });
  expect((await digisigner("/signature_requests/unknown")).status).toBe(503);
  const { faults, catalogue } = await runJson(["sandbox", "faults"], { env });
  expect(faults).toMatchObject([{ name: "api_error", remaining: 1, hits: 1 }]);
  const help = await runOnTerminal(["sandbox", "faults"], { env });
  for (const entry of catalogue) expect(help.text).toContain(entry.name);
  await runJson(["sandbox", "faults", "--clear"], { env });
  expect((await digisigner("/signature_requests/unknown")).status).toBe(404);
  const unknown = await run(["sandbox", "faults", "no_such_fault"], { env });
  expect(unknown.code).toBe(2);
});

test("callbacks without a listener are shown with their tries, without the token of their URL", async () => {
  await fetch(`${env.SANDBOX_URL}/_sandbox/settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      callback_urls: { document_signed: "http://127.0.0.1:9/hook?token=canary-token" },
    }),
  });
  const request = await sendRequest(["dora@lender.example"]);
  await runJson(["sandbox", "sign", request], { env });
  await runJson(["sandbox", "clock", "--advance", "6m"], { env });
  const { stdout } = await run(["sandbox", "callbacks"], { env });
  const sent = JSON.parse(stdout).callbacks.find(
    (one: { signer_email?: string }) => one.signer_email === "dora@lender.example",
  );
  expect(sent.attempts.length).toBeGreaterThanOrEqual(2);
  expect(stdout).not.toContain("canary-token");
  const again = await runJson(["sandbox", "redeliver", sent.id], { env });
  expect(again.redelivered).toBe(sent.id);
});

test("reset empties it", async () => {
  await runJson(["sandbox", "reset"], { env });
  expect((await runJson(["sandbox", "invitations"], { env })).invitations).toEqual([]);
  expect((await runOnTerminal(["sandbox", "mailbox"], { env })).text).toBe("No mails.\n");
});

test("a port that is taken is one sentence, and Ctrl-C ends the sandbox with 0", async () => {
  const taken = await run(["sandbox", "start", "--port", new URL(env.SANDBOX_URL ?? "").port, "--no-json"]);
  expect(taken.code).toBe(1);
  expect(taken.stderr).toContain("could not start");
  expect(taken.stderr).not.toMatch(/\n\s+at /);
  sandbox.process.kill("SIGINT");
  expect((await sandbox.ended).code).toBe(0);
  const gone = await run(["sandbox", "clock"], { env });
  expect(gone.code).toBe(5);
});
