// Proves the counts behind the figures.
import { expect, test } from "vitest";
import { ahead, now, signature } from "../agreements/testing/signature.ts";
import { figuresOf } from "./figures.ts";

const completedAfter = (days: number) =>
  signature({
    status: "completed",
    sent_at: ahead(-24 * days),
    completed_at: ahead(0),
    progress: { signed: 2, total: 2 },
    is_collected: true,
  });

test("an empty period has no share and no median", () => {
  expect(figuresOf([], now)).toMatchObject({ total: 0, completedShare: undefined, medianDays: undefined });
});

test("agreements are counted as far as they got", () => {
  const figures = figuresOf(
    [
      completedAfter(2),
      completedAfter(6),
      signature(),
      signature({ status: "declined", sent_at: ahead(-9) }),
    ],
    now,
  );
  expect(figures.funnel.map(({ count }) => count)).toEqual([4, 3, 2, 2, 2]);
  expect(figures.completedShare).toBeCloseTo(2 / 3);
  expect(figures.medianDays).toBe(4);
  expect(figures.ended[0]).toEqual({ label: "Declined", count: 1 });
});

test("a time on the edge of two classes counts in the upper one", () => {
  const { signing } = figuresOf([completedAfter(1), completedAfter(3)], now);
  expect(signing.slice(0, 3).map(({ count }) => count)).toEqual([0, 1, 1]);
});

test("the open ones are counted by their age", () => {
  const { ageing } = figuresOf([signature({ requested_at: ahead(-24 * 10) }), signature()], now);
  expect(ageing.map(({ count }) => count)).toEqual([1, 0, 1, 0, 0]);
});
