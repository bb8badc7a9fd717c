// Holds the guard in front of DigiSigner: budget, Retry-After and circuit breaker, against a real HTTP server.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createManualClock } from "../clock/clock.ts";
import { judgeProviderCalls } from "../domain/checks/judge-provider.ts";
import { ProviderPausedError } from "../errors.ts";
import { createCallBudget } from "./call-budget.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import { createGuardedDigisigner } from "./guarded-digisigner.ts";

test("a minute's calls may go out at once, the next one waits for its share", () => {
  const clock = createManualClock();
  const budget = createCallBudget(clock, 60);
  for (let call = 0; call < 60; call += 1) expect(budget.take("foreground")).toBe(0);
  expect(budget.take("foreground")).toBe(1_000);
  clock.advance(1_000);
  expect(budget.take("foreground")).toBe(0);
});

test("background work leaves a quarter of the budget to people", () => {
  const budget = createCallBudget(createManualClock(), 60);
  for (let call = 0; call < 45; call += 1) expect(budget.take("background")).toBe(0);
  expect(budget.take("background")).toBeGreaterThan(0);
  expect(budget.take("foreground")).toBe(0);
});

test("nothing goes out before the time the provider asked for, with or without a limit", () => {
  for (const limit of [60, Number.POSITIVE_INFINITY]) {
    const clock = createManualClock();
    const budget = createCallBudget(clock, limit);
    budget.pause(7_000);
    budget.pause(1_000);
    expect(budget.take("foreground")).toBe(7_000);
    clock.advance(7_000);
    expect(budget.take("foreground")).toBe(0);
  }
});

test("the breaker opens after failures in a row, probes with one call, and waits longer each time", () => {
  const clock = createManualClock();
  const breaker = createCircuitBreaker(clock, { failures: 3, openMs: 1_000, openMaxMs: 3_000 });
  breaker.failed();
  breaker.failed();
  breaker.succeeded();
  for (let call = 0; call < 3; call += 1) breaker.failed();
  expect([breaker.state(), breaker.enter()]).toEqual(["open", 1_000]);
  clock.advance(1_000);
  expect([breaker.state(), breaker.enter()]).toEqual(["half_open", 0]);
  expect(breaker.enter()).toBe(1_000);
  breaker.failed();
  expect(breaker.enter()).toBe(2_000);
  clock.advance(2_000);
  expect(breaker.enter()).toBe(0);
  breaker.failed();
  expect(breaker.enter()).toBe(3_000);
  clock.advance(3_000);
  expect(breaker.enter()).toBe(0);
  breaker.succeeded();
  expect([breaker.state(), breaker.enter()]).toEqual(["closed", 0]);
});

const guardedServer = async (answer: () => { status: number; headers?: Record<string, string> }) => {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume();
    const { status, headers } = answer();
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end('{"message": "as told"}');
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const clock = createManualClock();
  const guarded = createGuardedDigisigner({
    apiKey: "key-of-a-test",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    callsPerMinute: 600,
    clock,
    log: pino({ level: "silent" }),
  });
  return { guarded, clock, asked: () => asked };
};

test("a provider that asks for more than an hour is asked again after one", async () => {
  const { guarded, clock, asked } = await guardedServer(() => ({
    status: 429,
    headers: { "retry-after": "31536000" },
  }));
  await expect(guarded.foreground.signatureRequests.get("r-1")).rejects.toMatchObject({ status: 429 });
  const until = new Date(clock.now().getTime() + 3_600_000);
  expect(guarded.status().pausedUntil).toEqual(until);
  expect(judgeProviderCalls(guarded.status())).toMatchObject({
    outcome: "warn",
    detail: expect.stringContaining(until.toISOString()),
  });
  clock.advance(3_600_000);
  expect(judgeProviderCalls(guarded.status())).toMatchObject({ outcome: "pass" });
  await expect(guarded.foreground.signatureRequests.get("r-1")).rejects.toMatchObject({ status: 429 });
  expect(asked()).toBe(2);
});

const create = { documents: [{ documentId: "d-1", signers: [{ email: "jane@lender.com" }] }] };

test("a provider that is down is left alone, and asked again by one call", async () => {
  let status = 503;
  const { guarded, clock, asked } = await guardedServer(() => ({ status }));
  for (let call = 0; call < 5; call += 1) {
    await expect(guarded.foreground.signatureRequests.create(create)).rejects.toMatchObject({ status: 503 });
  }
  await expect(guarded.background.signatureRequests.create(create)).rejects.toThrow(ProviderPausedError);
  expect([asked(), guarded.status().breaker]).toEqual([5, "open"]);
  clock.advance(5_000);
  status = 404;
  await expect(guarded.foreground.signatureRequests.create(create)).rejects.toMatchObject({ status: 404 });
  expect([asked(), guarded.status().breaker]).toEqual([6, "closed"]);
});

test("a long Retry-After holds back every call, of both clients", async () => {
  const { guarded, clock, asked } = await guardedServer(() => ({
    status: 429,
    headers: { "retry-after": "120" },
  }));
  await expect(guarded.foreground.signatureRequests.get("r-1")).rejects.toMatchObject({ status: 429 });
  const paused = await guarded.background.signatureRequests.get("r-1").catch((error: unknown) => error);
  expect(paused).toBeInstanceOf(ProviderPausedError);
  expect(paused).toMatchObject({ retryAfterSeconds: 120 });
  expect(asked()).toBe(1);
  clock.advance(120_000);
  await expect(guarded.background.signatureRequests.get("r-1")).rejects.toMatchObject({ status: 429 });
  expect(asked()).toBe(2);
});
