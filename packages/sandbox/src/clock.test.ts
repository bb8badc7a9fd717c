// Durations, and a clock that is moved, stretched and remembered.
import { expect, test } from "vitest";
import { createClock, parseDuration } from "./clock.ts";
import { openDatabase } from "./db/open.ts";

test.each<[string, number | undefined]>([
  ["65m", 3_900_000],
  ["1h30m", 5_400_000],
  ["2d", 172_800_000],
  ["90s", 90_000],
  ["250ms", 250],
  ["1.5h", 5_400_000],
  ["", undefined],
  ["65", undefined],
  ["-5m", undefined],
  ["5 m", undefined],
  ["5y", undefined],
])("%j is %s milliseconds", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test("the clock moves forward, runs faster when told, and never jumps when the scale changes", () => {
  let real = 1_000_000;
  const clock = createClock(openDatabase(":memory:"), () => real);
  clock.moveTo(1_060_000);
  expect(clock.now()).toBe(1_060_000);
  clock.moveTo(1_000_000);
  expect(clock.now()).toBe(1_060_000);
  clock.setScale(60);
  expect(clock.now()).toBe(1_060_000);
  real += 1_000;
  expect(clock.now()).toBe(1_120_000);
  expect(clock.realMillisecondsUntil(1_180_000)).toBe(1_000);
  expect(clock.offset()).toBe(119_000);
});

test("a clock made anew over the same state shows the same time", () => {
  const db = openDatabase(":memory:");
  const real = (): number => 5_000;
  createClock(db, real).moveTo(95_000);
  expect(createClock(db, real).now()).toBe(95_000);
});
