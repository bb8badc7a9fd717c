// Proves what a moving field is drawn to.
import { expect, test } from "vitest";
import { snap } from "./snapping.ts";

const page = { width: 600, height: 800 };
const other = { left: 100, top: 200, width: 160, height: 40 };

test("a box near a neighbour's left edge is drawn to it", () => {
  const { box, guides } = snap({ left: 104, top: 400, width: 90, height: 20 }, [other], page);
  expect(box.left).toBe(100);
  expect(guides).toContainEqual({ axis: "x", at: 100 });
});

test("a box near the line of a neighbour is put on the same line", () => {
  const { box } = snap({ left: 400, top: 203, width: 90, height: 40 }, [other], page);
  expect(box.top).toBe(200);
});

test("a box far from everything stays where it is", () => {
  const free = { left: 350, top: 500, width: 33, height: 21 };
  expect(snap(free, [other], page)).toEqual({ box: free, guides: [] });
});

test("the middle of the page draws too", () => {
  const { box } = snap({ left: 252, top: 600, width: 100, height: 20 }, [], page);
  expect(box.left + box.width / 2).toBe(300);
});
