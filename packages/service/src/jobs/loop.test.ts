// Holds that a loop runs when woken, never twice at once, and survives errors.
import { pino } from "pino";
import { expect, test } from "vitest";
import { startLoop } from "./loop.ts";

const log = pino({ level: "silent" });
const NEVER = 1_000_000_000;

test("it runs at once, goes on while there is more, and rests then", async () => {
  let runs = 0;
  const rested = Promise.withResolvers<void>();
  const loop = startLoop({
    name: "test",
    intervalMs: NEVER,
    log,
    run: async () => {
      runs += 1;
      if (runs === 3) rested.resolve();
      return runs < 3;
    },
  });
  await rested.promise;
  await loop.stop();
  expect(runs).toBe(3);
});

test("a wake during a run leads to one more run afterwards, not to a second one beside it", async () => {
  let together = 0;
  let most = 0;
  let runs = 0;
  const gate = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const loop = startLoop({
    name: "test",
    intervalMs: NEVER,
    log,
    run: async () => {
      together += 1;
      most = Math.max(most, together);
      runs += 1;
      if (runs === 1) await gate.promise;
      else second.resolve();
      together -= 1;
      return false;
    },
  });
  for (let count = 0; count < 5; count++) loop.wake();
  gate.resolve();
  await second.promise;
  await loop.stop();
  expect([runs, most]).toEqual([2, 1]);
});

test("an error does not end it", async () => {
  let runs = 0;
  const again = Promise.withResolvers<void>();
  const loop = startLoop({
    name: "test",
    intervalMs: 1,
    log,
    run: async () => {
      runs += 1;
      if (runs === 1) throw new Error("the database is away");
      again.resolve();
      return false;
    },
  });
  await again.promise;
  await loop.stop();
  expect(runs).toBeGreaterThanOrEqual(2);
});

test("nothing runs after it was stopped", async () => {
  let runs = 0;
  const loop = startLoop({ name: "test", intervalMs: NEVER, log, run: async () => ++runs < 0 });
  await loop.stop();
  const before = runs;
  loop.wake();
  await Promise.resolve();
  expect(runs).toBe(before);
});
