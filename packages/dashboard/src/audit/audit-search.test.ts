// Proves that the address bar's filters survive any text, and ask for whole days of the reader's zone.
import { expect, test } from "vitest";
import { auditQueryOf, parseAuditSearch, withFilters } from "./audit-search.ts";

test("what the address does not make sense of is left out", () => {
  expect(
    parseAuditSearch({
      actor: " ",
      action: ["key.created", "nonsense"],
      from: "2026-99-99",
      to: 7,
      page: "2",
    }),
  ).toEqual({ action: ["key.created"] });
  expect(parseAuditSearch({ action: "key.revoked", actor: "Ada ", subject: "sig_1" })).toEqual({
    action: ["key.revoked"],
    actor: "Ada",
    subject: "sig_1",
  });
});

test("a day ends where the next one begins", () => {
  const query = auditQueryOf({ from: "2026-05-04", to: "2026-05-31", actor: "Ada" });
  expect(query).toEqual({
    actor: "Ada",
    from: new Date(2026, 4, 4).toISOString(),
    to: new Date(2026, 5, 1).toISOString(),
  });
});

test("a filter is changed, added and taken away without the others", () => {
  const before = { actor: "Ada", subject: "sig_1" };
  expect(withFilters(before, { from: "2026-05-04" })).toEqual({ ...before, from: "2026-05-04" });
  expect(withFilters(before, { actor: undefined })).toEqual({ subject: "sig_1" });
  expect(withFilters(before, { subject: "sig_2" })).toEqual({ actor: "Ada", subject: "sig_2" });
});
