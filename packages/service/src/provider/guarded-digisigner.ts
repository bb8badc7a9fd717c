// The clients of DigiSigner that the service uses: one budget and one circuit breaker in front of both.
import { setTimeout as sleep } from "node:timers/promises";
import { DigiSigner, type DigiSignerError, type ResponseInfo } from "@creditnexus/digisigner";
import type { Clock } from "../clock/clock.ts";
import { ProviderPausedError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { type CallBudget, createCallBudget, type Priority } from "./call-budget.ts";
import { type BreakerState, type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker.ts";

export type ProviderStatus = {
  breaker: BreakerState;
  callsLeft: number;
  calls: number;
  failures: number;
  /** Until when DigiSigner asked to be left alone. */
  pausedUntil: Date | undefined;
};

export type GuardedDigisigner = {
  /** For what a person or a callback waits for. */
  foreground: DigiSigner;
  /** For the reconciler; yields to the other one. */
  background: DigiSigner;
  /** For health and metrics. */
  status(): ProviderStatus;
};

export type GuardOptions = {
  apiKey: string;
  /** With `/v1`. */
  baseUrl: string;
  /** `Infinity` for the sandbox. */
  callsPerMinute: number;
  clock: Clock;
  log: Log;
  /** For tests. */
  breaker?: CircuitBreaker;
  budget?: CallBudget;
};

/** Five failures in a row are no coincidence; a provider that restarts is back within a minute or so. */
const BREAKER = { failures: 5, openMs: 5_000, openMaxMs: 60_000 };
/** Longer waits are handed to the caller, whose job tries again later. */
const LONGEST_WAIT_MS = 10_000;

/** Answers that say the provider is down; a refusal shows that it is alive. */
const isOutage = ({ status, error }: ResponseInfo): boolean =>
  status === undefined ? isUnreachable(error) : status >= 500;

const isUnreachable = (error: DigiSignerError | undefined): boolean =>
  error?.code === "connection" || error?.code === "timeout";

/** Budget and breaker are this process's own: with several processes, give each its part of the calls. */
export const createGuardedDigisigner = (options: GuardOptions): GuardedDigisigner => {
  const { apiKey, baseUrl, clock, log } = options;
  const budget = options.budget ?? createCallBudget(clock, options.callsPerMinute);
  const breaker = options.breaker ?? createCircuitBreaker(clock, BREAKER);
  let calls = 0;
  let failures = 0;

  const admit = async (priority: Priority): Promise<void> => {
    const closedFor = breaker.enter();
    if (closedFor > 0) {
      throw new ProviderPausedError({
        code: "unavailable",
        message: "DigiSigner did not answer several times in a row: calls are held back for a moment.",
        retryAfterSeconds: Math.ceil(closedFor / 1000),
      });
    }
    for (let wait = budget.take(priority); wait > 0; wait = budget.take(priority)) {
      if (wait > LONGEST_WAIT_MS) {
        throw new ProviderPausedError({
          code: "unavailable",
          message: "The calls that DigiSigner may get are used up for now: it is tried again later.",
          retryAfterSeconds: Math.ceil(wait / 1000),
        });
      }
      await sleep(wait);
    }
    calls += 1;
  };

  const report = (response: ResponseInfo): void => {
    if (response.error?.retryAfterMs !== undefined) budget.pause(response.error.retryAfterMs);
    if (!isOutage(response)) {
      breaker.succeeded();
      return;
    }
    failures += 1;
    const before = breaker.state();
    breaker.failed();
    if (before !== "open" && breaker.state() === "open") log.warn({ failures }, "provider calls held back");
  };

  const client = (priority: Priority): DigiSigner =>
    new DigiSigner({ apiKey, baseUrl, onRequest: () => admit(priority), onResponse: report });

  return {
    foreground: client("foreground"),
    background: client("background"),
    status: () => ({
      breaker: breaker.state(),
      callsLeft: budget.left(),
      calls,
      failures,
      pausedUntil: budget.pausedUntil(),
    }),
  };
};
