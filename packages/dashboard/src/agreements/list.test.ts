// Proves what the address bar may say about the list, and what needs a person first.
import { expect, test } from "vitest";
import { levelOf, pilesOf, reasonOf } from "./attention.ts";
import { isFiltered, listQueryOf, parseListSearch } from "./list-search.ts";
import { ahead, now, signature } from "./testing/signature.ts";

test("an address keeps what it understands and drops the rest", () => {
  expect(
    parseListSearch({ status: ["pending", "nonsense"], q: " ", sort: "expires_at", from: "yesterday" }),
  ).toEqual({
    status: ["pending"],
    sort: "expires_at",
  });
});

test("a day that no calendar has is dropped, and the rest is asked for", () => {
  const search = parseListSearch({ from: "2026-99-99", to: "2026-05-04" });
  expect(search).toEqual({ to: "2026-05-04" });
  expect(Object.keys(listQueryOf(search))).toEqual(["requested_to"]);
});

test("one status in the address is a list of one", () => {
  expect(parseListSearch({ status: "failed" })).toEqual({ status: ["failed"] });
});

test("sorting alone is no filter", () => {
  expect(isFiltered({ sort: "expires_at" })).toBe(false);
  expect(isFiltered({ q: "acme" })).toBe(true);
});

test("a day is asked from its first to its last moment", () => {
  const query = listQueryOf({ from: "2026-05-04", to: "2026-05-04" });
  const span = Date.parse(query.requested_to ?? "") - Date.parse(query.requested_from ?? "");
  expect(span).toBe(86_400_000 - 1);
});

test("an agreement is amber within seven days of its expiry and red within one", () => {
  const expiring = (hours: number) => ({
    kind: "expiring" as const,
    signature: signature({ expires_at: ahead(hours) }),
  });
  expect(levelOf(expiring(24 * 6), now)).toBe("warn");
  expect(levelOf(expiring(23), now)).toBe("bad");
  expect(reasonOf(expiring(48), now)).toBe("Expires in 2 days");
});

test("only kinds that have any are counted, and lead to the list that has them", () => {
  const counts = {
    suspect: 1,
    not_void: 0,
    uncollected: 0,
    failed: 2,
    declined: 0,
    stopped: 0,
    overdue: 0,
    expiring: 0,
    drift: 0,
  };
  const piles = pilesOf({ total: 3, counts, parked_callbacks: 0, dead_letters: 0, agreements: [] });
  expect(piles.map(({ label, count, search }) => [label, count, search.attention])).toEqual([
    ["suspect", 1, ["suspect"]],
    ["failed", 2, ["failed"]],
  ]);
});
