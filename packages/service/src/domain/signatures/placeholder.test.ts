// Holds which addresses count as placeholders.
import { expect, test } from "vitest";
import { isPlaceholder } from "./placeholder.ts";

test.each([
  "signer1@example.com",
  "Jane@EXAMPLE.org",
  "a@mail.example.net",
  "a@lender.example",
  "a@b.test",
  "a@b.invalid",
  "root@localhost",
])("%s is a placeholder", (email) => {
  expect(isPlaceholder(email)).toBe(true);
});

test.each(["jane@lender.com", "a@example.de", "a@myexample.com", "a@contest.com", "example.com@lender.com"])(
  "%s is an address somebody may read",
  (email) => {
    expect(isPlaceholder(email)).toBe(false);
  },
);
