// Holds the schedule of retries.
import { expect, test } from "vitest";
import { MAX_RETRY_AFTER_MS, retryDelayMs } from "./schedule.ts";

const HOUR = 3_600_000;

test("it is the specification's: ten attempts, then none", () => {
  const delays = Array.from({ length: 10 }, (_, index) => retryDelayMs(index + 1, 0, undefined));
  expect(delays).toEqual([
    5_000,
    300_000,
    1_800_000,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
    undefined,
  ]);
});

test("jitter only ever adds, up to a tenth", () => {
  expect(retryDelayMs(2, 0, undefined)).toBe(300_000);
  expect(retryDelayMs(2, 0.5, undefined)).toBe(315_000);
  expect(retryDelayMs(2, 0.999999, undefined)).toBeLessThanOrEqual(330_000);
});

test("a receiver that asks for patience gets it, up to a day; one that asks for less than the schedule does not", () => {
  expect(retryDelayMs(1, 0, 90_000)).toBe(90_000);
  expect(retryDelayMs(2, 0, 1_000)).toBe(300_000);
  expect(retryDelayMs(1, 0, 900 * HOUR)).toBe(MAX_RETRY_AFTER_MS);
  expect(retryDelayMs(10, 0, 90_000)).toBeUndefined();
});
