// Proves how the service's figures read on the screen.
import type { Figures } from "@creditnexus/contract";
import { AGE_CLASSES, SIGNING_CLASSES } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { barsOf, completedShareOf } from "./figures.ts";

const classesOf = (bounds: readonly number[]) =>
  [...bounds, null].map((below_days, index) => ({ below_days, count: index }));

test("every class says where it begins and ends", () => {
  expect(barsOf(classesOf(SIGNING_CLASSES)).map(({ label }) => label)).toEqual([
    "Under 1 day",
    "1 to 3 days",
    "3 to 7 days",
    "1 to 2 weeks",
    "2 to 4 weeks",
    "Over 4 weeks",
  ]);
  expect(barsOf(classesOf(AGE_CLASSES)).map(({ label, count }) => [label, count])).toEqual([
    ["Under 2 days", 0],
    ["2 to 7 days", 1],
    ["1 to 2 weeks", 2],
    ["2 to 4 weeks", 3],
    ["Over 4 weeks", 4],
  ]);
});

test("the share of completed ones is of those that ended, and none while none has", () => {
  const figures = (completed: number, declined: number) =>
    ({
      funnel: { completed },
      ended: { declined, expired: 0, cancelled: 0, failed: 0 },
    }) as Figures;
  expect(completedShareOf(figures(3, 1))).toBe(0.75);
  expect(completedShareOf(figures(0, 0))).toBeUndefined();
});
