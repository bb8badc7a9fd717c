// Whatever never answers is given up and named; what answers in time is handed on.
import { expect, test } from "vitest";
import { within } from "./within.ts";

test("what hangs is named with the time it was given", async () => {
  const hangs = () => new Promise<never>(() => undefined);
  await expect(within(20, "the storage", hangs)).rejects.toThrow("the storage does not answer within 0.02 s");
});

test("an answer and a failure in time are what was asked for", async () => {
  expect(await within(10_000, "the storage", async () => 7)).toBe(7);
  const fails = () => Promise.reject(new Error("no such bucket"));
  await expect(within(10_000, "the storage", fails)).rejects.toThrow("no such bucket");
});
