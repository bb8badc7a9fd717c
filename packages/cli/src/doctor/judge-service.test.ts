// A key that travels in the clear, and a Node that is too old: cases that a test on this machine cannot make.
import { expect, test } from "vitest";
import type { Facts } from "./facts.ts";
import { facts } from "./facts-for-tests.ts";
import { judgeHere } from "./judge-here.ts";
import { judgeService } from "./judge-service.ts";

const answering: Partial<Facts> = {
  health: {
    kind: "answer",
    status: 200,
    headers: {},
    body: Buffer.alloc(0),
    certificateExpires: undefined,
    took: 1,
  },
  readiness: { status: "ready", checks: [] },
};

const causes = (url: string, apiKey: string | undefined) => {
  const { settings } = facts({});
  return judgeService(facts({ ...answering, settings: { ...settings, url, apiKey } })).map(
    (one) => one.cause,
  );
};

test("a key sent over plain http to another machine is pointed out", () => {
  expect(causes("http://desk.internal:8000", "k")).toContain("plain_http");
});

test("https, this machine, or no key at all are no such finding", () => {
  expect(causes("https://desk.internal", "k")).not.toContain("plain_http");
  expect(causes("http://127.0.0.1:8000", "k")).not.toContain("plain_http");
  expect(causes("http://desk.internal:8000", undefined)).not.toContain("plain_http");
});

test("an old Node is a failure with the version to install", () => {
  const [node] = judgeHere(facts({ nodeVersion: "20.20.2" }));
  expect(node).toMatchObject({ outcome: "fail", cause: "too_old", fix: "Install Node 24 or newer." });
});
