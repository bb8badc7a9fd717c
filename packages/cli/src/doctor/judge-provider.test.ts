// What the doctor says of the provider beyond its own questions: the service's word, the sandbox, and DigiSigner's clock.
import { fail, type Session, warn } from "@creditnexus/contract";
import { expect, test } from "vitest";
import type { Facts } from "./facts.ts";
import { facts } from "./facts-for-tests.ts";
import { judge } from "./judge.ts";
import type { ProbeResult } from "./probe.ts";

const session = (provider: Session["provider"]): Session => ({
  actor: { key_id: "key_1", person_id: null, name: "admin", role: "admin" },
  csrf_token: "",
  expires_at: "2026-03-02T12:00:00.000Z",
  provider,
  sandbox_url: provider === "sandbox" ? "http://127.0.0.1:8001" : null,
  mail: "none",
  max_upload_bytes: 1,
});

const answered = (date: Date): ProbeResult => ({
  kind: "answer",
  status: 200,
  headers: { date: date.toUTCString() },
  body: Buffer.alloc(0),
  certificateExpires: undefined,
  took: 1,
});

const wrong = (given: Partial<Facts>) => {
  const { now, settings } = facts({});
  const findings = judge(
    facts({
      health: answered(now),
      readiness: { status: "ready", checks: [] },
      settings: { ...settings, apiKey: "k", apiKeySource: "a test" },
      ...given,
    }),
  );
  return findings.flatMap(({ check, cause }) => (cause === null ? [] : [`${check}: ${cause}`]));
};

test("calls that the service holds back are told, whether or not the key is known here", () => {
  const held = warn({ group: "DigiSigner", check: "provider_calls" }, "not_answering", "held back", "Wait.");
  const checks = { outcome: "warn", checked_at: "2026-03-01T12:00:00.000Z", findings: [held] } as const;
  expect(wrong({ session: session("digisigner"), checks: { ...checks, findings: [held] } })).toEqual([
    "provider_calls: not_answering",
  ]);
});

test("a mail server that refuses the desk is told once, though it greets whoever knocks", () => {
  const refusal = fail(
    { group: "Operation", check: "mail_server" },
    "mail_server_refuses",
    "535",
    "Correct.",
  );
  const checks = { outcome: "fail", checked_at: "2026-03-01T12:00:00.000Z", findings: [refusal] } as const;
  const given = { session: session("digisigner"), checks: { ...checks, findings: [refusal] } };
  expect(wrong({ ...given, mail: { kind: "refused", why: "gone" } })).toEqual([
    "mail_server: mail_server_refuses",
  ]);
});

test("a sandbox that is away, and a DigiSigner whose clock is another", () => {
  const away: ProbeResult = { kind: "failure", code: "ECONNREFUSED", message: "refused" };
  expect(wrong({ session: session("sandbox"), sandbox: away })).toEqual(["provider: sandbox_unreachable"]);
  const key = { outcome: "valid" } as const;
  const answer = answered(new Date(facts({}).now.getTime() + 600_000));
  expect(wrong({ session: session("digisigner"), digisigner: { key, mode: undefined, answer } })).toEqual([
    "clock: skewed_digisigner",
  ]);
});
