// Holds that ids are valid on the wire, unique and in time order.
import { DocumentId } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { newId } from "./ids.ts";

test("an id passes the contract's schema", () => {
  expect(DocumentId.safeParse(newId("document", new Date())).success).toBe(true);
});

test("ids of a later millisecond sort later", () => {
  const start = Date.UTC(2026, 0, 31, 9, 30);
  const ids = [0, 1, 31, 32, 1024, 86_400_000].map((offset) => newId("signature", new Date(start + offset)));
  expect([...ids].sort()).toEqual(ids);
});

test("ids of the same millisecond differ", () => {
  const at = new Date();
  expect(new Set(Array.from({ length: 2000 }, () => newId("signer", at))).size).toBe(2000);
});
