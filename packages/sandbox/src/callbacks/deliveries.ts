// Delivers callbacks when they are due, in order within a request, a bounded number side by side.
import { accountById } from "../accounts/store.ts";
import type { Clock } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Log } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import type { Faults } from "../faults/store.ts";
import { createKeyedLock } from "../keyed-lock.ts";
import { attemptDelivery, type Deliver, type Outcome } from "./attempt.ts";
import { distort } from "./distort.ts";
import {
  type Callback,
  dueCallbacks,
  earliestDue,
  findCallback,
  insertAttempt,
  retryAt,
  updateCallback,
} from "./store.ts";

const CONCURRENT_REQUESTS = 8;
// Node's timers cannot wait longer; the clock is looked at again then.
const LONGEST_TIMER_MS = 2_000_000_000;

export interface Deliveries {
  /** Looks for due callbacks soon, without anybody waiting for them. */
  wake(): void;
  /** Attempts everything due now, and resolves when that is done. */
  runDue(): Promise<void>;
  /** Moves the clock forward to `time`, stopping at each retry on the way. */
  advanceTo(time: number): Promise<void>;
  /** One attempt at once, whatever the state. */
  redeliver(callbackId: string): Promise<void>;
  /** Ends the timer and waits for attempts under way. */
  stop(): Promise<void>;
}

export function createDeliveries(deps: {
  db: Db;
  clock: Clock;
  faults: Faults;
  deliver: Deliver;
  log: Log;
}): Deliveries {
  const { db, clock, faults } = deps;
  const perRequest = createKeyedLock();
  const advancing = createKeyedLock();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function urlOf(callback: Callback): string | undefined {
    const account = accountById(db, callback.accountId);
    return callback.eventType === "DOCUMENT_SIGNED"
      ? account.documentSignedUrl
      : account.signatureRequestCompletedUrl;
  }

  async function attempt(callback: Callback, url: string): Promise<Outcome> {
    const { callbackSecret } = accountById(db, callback.accountId);
    const payload = distort(faults, callback);
    return attemptDelivery(deps.deliver, url, payload, callbackSecret, stopping.signal);
  }

  async function attemptDue(callbackId: string): Promise<void> {
    const callback = findCallback(db, callbackId);
    // Somebody else may have attempted it, or a reset removed it, while this one waited its turn.
    if (stopped || callback?.state !== "pending" || (callback.nextDue ?? 0) > clock.now()) return;
    const url = urlOf(callback);
    if (url === undefined) {
      updateCallback(db, callbackId, { state: "no_url", tries: callback.tries });
      return;
    }
    if (faults.take("callback_drop", { event_type: callback.eventType })) {
      updateCallback(db, callbackId, { state: "dropped", tries: callback.tries });
      return;
    }
    const at = clock.now();
    const outcome = await attempt(callback, url);
    // Cut short by the stop: it stays due and is attempted again after the next start.
    if (stopped) return;
    settle(callback, url, at, outcome);
    const repeated = faults.take("callback_duplicate", { event_type: callback.eventType });
    for (let copy = 0; copy < Number(repeated?.copies ?? 0); copy += 1) {
      journal(callbackId, url, clock.now(), await attempt(callback, url));
    }
  }

  function settle(callback: Callback, url: string, at: number, outcome: Outcome): void {
    const tries = callback.tries + 1;
    const nextDue = outcome.accepted ? undefined : retryAt(clock.now(), tries);
    const failed = nextDue === undefined ? "gave_up" : "pending";
    db.transaction(() => {
      journal(callback.callbackId, url, at, outcome, nextDue);
      updateCallback(db, callback.callbackId, {
        state: outcome.accepted ? "accepted" : failed,
        tries,
        nextDue,
      });
    });
    if (!outcome.accepted) {
      const { status, error } = outcome;
      deps.log("callback not accepted", { callbackId: callback.callbackId, status, error, tries });
    }
  }

  function journal(callbackId: string, url: string, at: number, outcome: Outcome, nextDue?: number): void {
    if (stopped || !findCallback(db, callbackId)) return;
    const { status, body, error } = outcome;
    insertAttempt(db, callbackId, {
      at,
      url,
      ...(status === undefined ? {} : { status }),
      ...(body === undefined ? {} : { body }),
      ...(error === undefined ? {} : { error }),
      ...(nextDue === undefined ? {} : { nextDue }),
    });
  }

  function queue(requestId: string, callbacks: readonly Callback[]): Promise<void> {
    const ordered =
      callbacks.length > 1 && faults.take("callback_reorder") ? callbacks.toReversed() : callbacks;
    return perRequest.run(requestId, async () => {
      for (const { callbackId } of ordered) await attemptDue(callbackId);
    });
  }

  async function runDue(): Promise<void> {
    const groups = Object.entries(
      Object.groupBy(dueCallbacks(db, clock.now()), (callback) => callback.requestId),
    );
    const worker = async (): Promise<void> => {
      for (let next = groups.shift(); next; next = groups.shift()) await queue(next[0], next[1] ?? []);
    };
    const work = Promise.all(Array.from({ length: CONCURRENT_REQUESTS }, worker)).then(() => undefined);
    running.add(work);
    try {
      await work;
    } finally {
      running.delete(work);
      // After a failure too: what is due must not wait for somebody to wake this up.
      plan();
    }
  }

  function plan(): void {
    if (stopped) return;
    clearTimeout(timer);
    const due = earliestDue(db);
    if (due === undefined) return;
    const wait = Math.min(LONGEST_TIMER_MS, Math.ceil(clock.realMillisecondsUntil(due)));
    timer = setTimeout(runInBackground, wait);
    timer.unref();
  }

  function runInBackground(): void {
    if (stopped) return;
    runDue().catch((error: unknown) =>
      deps.log("callbacks could not be delivered", { error: String(error) }),
    );
  }

  return {
    runDue,
    wake: () => {
      if (stopped) return;
      clearTimeout(timer);
      timer = setTimeout(runInBackground, 0);
    },
    advanceTo: (time) =>
      advancing.run("clock", async () => {
        for (let due = earliestDue(db); due !== undefined && due <= time; due = earliestDue(db)) {
          // An attempt cut short by the stop stays due: going on would never end.
          if (stopped) return;
          clock.moveTo(due);
          await runDue();
        }
        clock.moveTo(time);
        plan();
      }),
    redeliver: async (callbackId) => {
      const callback = findCallback(db, callbackId);
      if (!callback) throw new SandboxError(404, `Callback "${callbackId.slice(0, 100)}" does not exist.`);
      const url = urlOf(callback);
      if (url === undefined) {
        throw new SandboxError(409, `No URL is set for ${callback.eventType}. Set it in the settings first.`);
      }
      await perRequest.run(callback.requestId, async () => {
        const at = clock.now();
        const outcome = await attempt(callback, url);
        if (stopped) return;
        journal(callbackId, url, at, outcome);
        const { tries } = findCallback(db, callbackId) ?? callback;
        if (outcome.accepted) updateCallback(db, callbackId, { state: "accepted", tries });
      });
    },
    stop: async () => {
      stopped = true;
      stopping.abort();
      clearTimeout(timer);
      await Promise.allSettled(running);
    },
  };
}
