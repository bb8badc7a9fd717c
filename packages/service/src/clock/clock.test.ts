import { expect, test } from "vitest";
import { createManualClock, systemClock } from "./clock.ts";

test("a manual clock stands still until it is moved, and hands out times nobody else can change", () => {
  const clock = createManualClock(new Date("2026-03-29T00:59:00Z"));
  clock.now().setFullYear(1999);
  expect(clock.now().toISOString()).toBe("2026-03-29T00:59:00.000Z");
  clock.advance(120_000);
  expect(clock.now().toISOString()).toBe("2026-03-29T01:01:00.000Z");
  clock.set(new Date(0));
  expect(clock.now().getTime()).toBe(0);
});

test("the system clock is the machine's", () => {
  const before = Date.now();
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
});
