// Proves that the address of the sign-in page can neither lead away from the desk nor put words on it.
import { expect, test } from "vitest";
import { parseSignInSearch } from "./sign-in-search.ts";

test.each([
  [
    { next: "/documents?q=deed", problem: "used" },
    { next: "/documents?q=deed", problem: "used" },
  ],
  [{ next: "//elsewhere.example" }, {}],
  [{ next: "/\\elsewhere.example" }, {}],
  [{ next: "/\t/elsewhere.example" }, {}],
  [{ next: "https://elsewhere.example" }, {}],
  [{ next: ["/a", "/b"], problem: "Call 555-0100" }, {}],
  [{ problem: "toString" }, {}],
])("%j is read as %j", (search, read) => {
  expect(parseSignInSearch(search)).toEqual(read);
});
