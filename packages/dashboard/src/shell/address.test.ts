// Proves how filters are written into the address and read from it.
import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "./address.ts";

test.each([
  ["", {}],
  ["?q=acme", { q: "acme" }],
  ["?status=pending&status=failed", { status: ["pending", "failed"] }],
  ["?q=a%26b+c", { q: "a&b c" }],
])("%j reads %j and is written the same", (text, search) => {
  expect(parseSearch(text)).toEqual(search);
  expect(stringifySearch(search)).toBe(text);
});

test("what is not set is not written", () => {
  expect(stringifySearch({ q: undefined, status: [], sort: "" })).toBe("");
});
