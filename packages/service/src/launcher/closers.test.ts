import { expect, test } from "vitest";
import { allOrFirstFailure } from "./all-or-first-failure.ts";
import { createClosers } from "./closers.ts";

test("closes in reverse order, each once, and goes on after a failure", async () => {
  const closers = createClosers();
  const order: string[] = [];
  for (const name of ["database", "queue", "http"]) {
    closers.add(name, async () => {
      order.push(name);
      if (name === "queue") throw new Error("stuck");
    });
  }
  const [first, second] = await Promise.all([closers.closeAll(), closers.closeAll()]);
  expect(order).toEqual(["http", "queue", "database"]);
  expect(first).toEqual([{ name: "queue", error: new Error("stuck") }]);
  expect(second).toBe(first);
});

test("a failed start is reported only when the others have come to an end", async () => {
  const slow = Promise.withResolvers<string>();
  let reported = false;
  const all = allOrFirstFailure([Promise.reject(new Error("no")), slow.promise]).catch((error) => {
    reported = true;
    return error;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(reported).toBe(false);
  slow.resolve("done");
  expect(await all).toEqual(new Error("no"));
});
