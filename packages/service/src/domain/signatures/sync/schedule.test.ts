// Holds the reconciler's due times.
import { expect, test } from "vitest";
import { nextSync } from "./schedule.ts";

const MINUTE = 60_000;
const now = new Date("2026-01-31T09:30:00.000Z");
const later = new Date("2026-03-31T09:30:00.000Z");

const waitsOf = (looks: number): number[] => {
  let at = now;
  let step = 0;
  return Array.from({ length: looks }, () => {
    const next = nextSync({ now: at, step, expiresAt: later });
    const wait = (next.next_sync_at.getTime() - at.getTime()) / MINUTE;
    at = next.next_sync_at;
    step = next.sync_step;
    return wait;
  });
};

test("after 2 minutes the looks are 10 minutes apart for a day", () => {
  const day = waitsOf(145);
  expect(day[0]).toBe(2);
  expect(new Set(day.slice(1))).toEqual(new Set([10]));
  expect(day.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(24 * 60);
});

test("then the waits are 1, 6 and 24 hours, then daily", () => {
  expect(waitsOf(150).slice(145)).toEqual([60, 360, 1440, 1440, 1440]);
});

test("expiry is never slept through", () => {
  const expiresAt = new Date(now.getTime() + 5 * MINUTE);
  expect(nextSync({ now, step: 200, expiresAt }).next_sync_at).toEqual(expiresAt);
});

test("after expiry the looks go on at their own pace", () => {
  const expiresAt = new Date(now.getTime() - MINUTE);
  expect(nextSync({ now, step: 1, expiresAt }).next_sync_at).toEqual(new Date(now.getTime() + 10 * MINUTE));
});
