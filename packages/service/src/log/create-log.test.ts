import { expect, test } from "vitest";
import { Secret } from "../config/secret.ts";
import { createLog } from "./create-log.ts";
import type { Log } from "./log.ts";

function logged(format: "json" | "short", write: (log: Log) => void): string {
  let output = "";
  const destination = { write: (line: string) => (output += line) };
  write(createLog({ level: "debug", format, destination }));
  return output;
}

test("an event is a constant message with its fields, one JSON object per line", () => {
  const output = logged("json", (log) => {
    log.child({ requestId: "sig_1" }).info({ signers: 2 }, "signature request sent");
    log.debug("second");
  });
  const [first, second] = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ level: 30, requestId: "sig_1", signers: 2, msg: "signature request sent" });
  expect(first.time).toBeTypeOf("number");
  expect(second.msg).toBe("second");
});

test("a person at a terminal gets short lines, with a stack only for errors", () => {
  const failure = new Error("connection reset");
  const warning = logged("short", (log) => log.warn({ err: failure, queue: "send" }, "job failed"));
  expect(warning).toMatch(/^\d\d:\d\d:\d\d warn {2}job failed {2}\(connection reset\) {2}queue=send\n$/);
  const error = logged("short", (log) => log.error({ err: failure }, "job failed"));
  expect(error).toContain("create-log.test.ts");
});

test.each([
  ["a field", { password: "hunter-2" }],
  ["a field further down", { request: { headers: { authorization: "hunter-2" } } }],
  ["a header with a dash", { headers: { "set-cookie": "hunter-2" } }],
  ["a signing link", { signer: { sign_document_url: "https://x/hunter-2" } }],
  ["a Secret", { anything: new Secret("hunter-2") }],
  ["a database URL in a text", { reason: "cannot reach postgresql://desk:hunter-2@db:5432/desk" }],
  ["a token in a text", { url: "https://desk/api/signatures/webhook?a=1&token=hunter-2" }],
  ["a sign-in link in a text", { url: "https://desk/sign-in#key=hunter-2" }],
  ["an invitation in a text", { url: "https://x/online/showDocument?documentId=1&invitationId=hunter-2" }],
  ["an authorization header in a text", { reason: "sent Basic aHVudGVyLTI6 and Bearer hunter-2" }],
  ["an error's message", { err: new Error("GET https://u:hunter-2@host/ failed") }],
])("never shows %s", (_name, fields) => {
  for (const format of ["json", "short"] as const) {
    const output = logged(format, (log) => log.error(fields, "something happened"));
    expect(output).not.toContain("hunter-2");
    expect(output).not.toContain("aHVudGVyLTI6");
    expect(output).toContain("[redacted]");
  }
});

test("leaves ordinary texts alone", () => {
  const output = logged("json", (log) =>
    log.info({ url: "http://127.0.0.1:8000/api?cursor=abc" }, "keyless"),
  );
  expect(JSON.parse(output)).toMatchObject({ url: "http://127.0.0.1:8000/api?cursor=abc", msg: "keyless" });
});
