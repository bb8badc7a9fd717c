import { expect, test } from "vitest";
import { createLimit } from "./limit.ts";

test("runs as many at once as allowed, the others in order, also after failures", async () => {
  const limit = createLimit(2);
  const log: string[] = [];
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const calls = gates.map(({ promise }, index) =>
    limit(async () => {
      log.push(`start ${index}`);
      await promise;
      if (index === 1) throw new Error("no");
      return index;
    }),
  );
  const settled = Promise.allSettled(calls);
  await Promise.resolve();
  expect(log).toEqual(["start 0", "start 1"]);
  gates[1]?.resolve();
  await calls[1]?.catch(() => undefined);
  await Promise.resolve();
  expect(log).toEqual(["start 0", "start 1", "start 2"]);
  for (const gate of gates) gate.resolve();
  expect((await settled).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(await limit(async () => "free again")).toBe("free again");
});
