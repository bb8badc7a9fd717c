// Proves what people read for times, sizes and lists of names.
import { expect, test } from "vitest";
import { formatBytes, formatLimit, listNames, plural } from "./size.ts";
import { DAY, expiryTone, formatRelative } from "./time.ts";

const now = Date.parse("2026-05-04T12:00:00.000Z");
const at = (offset: number) => new Date(now + offset).toISOString();

test.each([
  [-5_000, "just now"],
  [-61_000, "1 minute ago"],
  [3 * 3_600_000 + 1, "in 3 hours"],
  [-DAY - 1, "yesterday"],
  [6 * DAY + 1, "in 6 days"],
])("%d ms from now reads %s", (offset, text) => {
  expect(formatRelative(at(offset), now)).toBe(text);
});

test.each([
  [-1, "past"],
  [DAY, "late"],
  [7 * DAY, "soon"],
  [7 * DAY + 1, "calm"],
] as const)("an expiry %d ms ahead is %s", (offset, tone) => {
  expect(expiryTone(at(offset), now)).toBe(tone);
});

test("sizes are decimal", () => {
  expect([999, 1500, 4_200_000].map(formatBytes)).toEqual(["999 B", "2 KB", "4.2 MB"]);
});

test("a limit is told in round figures and never above what is allowed", () => {
  expect([4_200_000, 50 * 1024 * 1024, 99_999_999].map(formatLimit)).toEqual(["4.2 MB", "52 MB", "99 MB"]);
});

test("names are joined as in a sentence", () => {
  expect(listNames([])).toBe("");
  expect(listNames(["Ann"])).toBe("Ann");
  expect(listNames(["Ann", "Bo"])).toBe("Ann and Bo");
  expect(listNames(["Ann", "Bo", "Cy", "Di"])).toBe("Ann, Bo and 2 more");
  expect(plural(1, "page")).toBe("1 page");
});
