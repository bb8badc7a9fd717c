// Proves what the address bar may say about the list, and what needs a person first.
import { expect, test } from "vitest";
import { attentionOf, rankAttention } from "./attention.ts";
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
  expect(attentionOf(signature({ expires_at: ahead(24 * 8) }), now)).toBeUndefined();
  expect(attentionOf(signature({ expires_at: ahead(24 * 6) }), now)?.level).toBe("warn");
  expect(attentionOf(signature({ expires_at: ahead(23) }), now)?.level).toBe("bad");
});

test("a completed agreement needs nobody, however old its expiry", () => {
  expect(attentionOf(signature({ status: "completed", expires_at: ahead(-5) }), now)).toBeUndefined();
});

test("the gravest comes first, each agreement once", () => {
  const soon = signature({ signature_id: "sig_soon", expires_at: ahead(48) });
  const late = signature({ signature_id: "sig_late", expires_at: ahead(2) });
  const failed = signature({
    signature_id: "sig_failed",
    status: "failed",
    failure: { code: "provider_error", detail: "DigiSigner refused the document", retryable: false },
    expires_at: ahead(24 * 30),
  });
  const ranked = rankAttention([soon, failed, late, soon], now);
  expect(ranked.map((each) => each.signature.signature_id)).toEqual(["sig_late", "sig_failed", "sig_soon"]);
});
