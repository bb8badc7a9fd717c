// Fields stand where the wire says, on every turn of the page.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rectangle, SessionPage } from "../signing/session.ts";
import { clamped, rectangleUnder, shownBox, shownSize } from "./browser/signing/geometry.ts";

const page = (rotation: SessionPage["rotation"]) => ({ width: 600, height: 800, rotation });
const CORNER: Rectangle = [0, 0, 60, 80];

describe("the lower-left corner of the paper", () => {
  test("is seen at the lower left when nothing is turned", () => {
    expect(shownBox(page(0), CORNER)).toEqual({ left: 0, top: 0.9, width: 0.1, height: closeTo(0.1) });
  });
  test("is seen at the upper left when the page is turned by 90 degrees", () => {
    expect(shownBox(page(90), CORNER)).toEqual({ left: 0, top: 0, width: 0.1, height: 0.1 });
  });
  test("is seen at the upper right when the page is turned by 180 degrees", () => {
    expect(shownBox(page(180), CORNER)).toEqual({ left: 0.9, top: 0, width: closeTo(0.1), height: 0.1 });
  });
  test("is seen at the lower right when the page is turned by 270 degrees", () => {
    expect(shownBox(page(270), CORNER)).toEqual({
      left: 0.9,
      top: 0.9,
      width: closeTo(0.1),
      height: closeTo(0.1),
    });
  });
});

test("a page turned sideways is as wide as it was high", () => {
  expect(shownSize(page(90))).toEqual({ width: 800, height: 600 });
  expect(shownSize(page(180))).toEqual({ width: 600, height: 800 });
});

test("corners in any order mean the same place", () => {
  expect(shownBox(page(0), [60, 80, 0, 0])).toEqual(shownBox(page(0), CORNER));
});

test("what was placed is sent as the rectangle that is shown at the same place", () => {
  const rotation = fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const);
  const corner = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 700 }));
  const extent = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }));
  fc.assert(
    fc.property(rotation, corner, extent, (turn, [x, y], [width, height]) => {
      const rectangle: Rectangle = [x, y, x + width, y + height];
      expect(rectangleUnder(page(turn), shownBox(page(turn), rectangle))).toEqual(rectangle);
    }),
  );
});

test("a box pushed over the edge comes back onto the page and leaves the room asked for below it", () => {
  expect(clamped({ left: -0.2, top: 0.95, width: 0.3, height: 0.1 }, 0.02)).toEqual({
    left: 0,
    top: closeTo(0.88),
    width: 0.3,
    height: 0.1,
  });
});

function closeTo(value: number): number {
  return expect.closeTo(value, 9) as number;
}
