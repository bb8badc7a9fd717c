// Holds what is read from Retry-After.
import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = new Date("2026-03-01T12:00:00.000Z");

test.each([
  [429, "120", 120_000],
  [503, " 7 ", 7_000],
  [503, "Sun, 01 Mar 2026 12:01:30 GMT", 90_000],
  [503, "Sun, 01 Mar 2026 11:00:00 GMT", 0],
  [500, "120", undefined],
  [429, "soon", undefined],
  [429, "-1", undefined],
  [429, "", undefined],
  [429, undefined, undefined],
])("status %i with %j is %j", (status, value, expected) => {
  expect(retryAfterMs(status, value, now)).toBe(expected);
});
