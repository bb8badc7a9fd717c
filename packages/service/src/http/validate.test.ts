// Holds that faults are named by their place and in words.
import { RequestSignatures } from "@creditnexus/contract";
import { expect, test } from "vitest";
import type { InvalidInputError } from "../errors.ts";
import { parse } from "./validate.ts";

const faults = (body: unknown): unknown => {
  try {
    parse(RequestSignatures, body, "body");
  } catch (error) {
    return (error as InvalidInputError).details.errors;
  }
  return "accepted";
};

test("a good body passes", () => {
  expect(faults({ signers: ["jane@lender.com", { email: "olaf@lender.com", order: 2 }] })).toBe("accepted");
});

test("a broken address is named by its place, not as a union of two shapes", () => {
  expect(faults({ signers: ["olaf@lender.com", "jane@"] })).toEqual([
    { path: "/signers/1", message: expect.stringContaining('"jane@" is not an e-mail address') },
  ]);
});

test("an unknown key is named, also inside a signer", () => {
  expect(faults({ signers: [{ email: "jane@lender.com", phone: "1" }], colour: "green" })).toEqual([
    { path: "/signers/0/phone", message: expect.stringContaining('"phone"') },
    { path: "/colour", message: expect.stringContaining('"colour"') },
  ]);
});

test("a fault inside a field of a signer has the whole path", () => {
  const field = { type: "SIGNATURE", page: -1, rectangle: [0, 0, 10, 10] };
  expect(faults({ signers: [{ email: "jane@lender.com", fields: [field] }] })).toEqual([
    { path: "/signers/0/fields/0/page", message: expect.any(String) },
  ]);
});

test("a reminder on the day of expiry is refused, since it would never go out", () => {
  expect(faults({ signers: ["jane@lender.com"], reminder_days: [7, 0] })).toEqual([
    { path: "/reminder_days/1", message: expect.stringContaining("at least 1 day before expiry") },
  ]);
});

test("a NUL character is refused where it stands", () => {
  expect(faults({ signers: ["jane@lender.com"], message: "a\0b" })).toEqual([
    { path: "/message", message: "contains a NUL character" },
  ]);
});

test("half a surrogate pair is refused where it stands", () => {
  expect(faults({ signers: ["jane@lender.com"], metadata: { deal: "\ud800" } })).toEqual([
    { path: "/metadata/deal", message: "is no well-formed Unicode text" },
  ]);
});

test("keys are escaped as JSON pointers want it", () => {
  expect(faults({ signers: ["jane@lender.com"], "a/b~c": 1 })).toEqual([
    { path: "/a~1b~0c", message: expect.any(String) },
  ]);
});
