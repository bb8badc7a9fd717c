// Holds that what the vault seals opens only in its own place.
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createVault } from "./vault.ts";

const link = "https://sign.example/showDocument?documentId=1&invitationId=2";

test("a sealed link opens again and does not contain the link", () => {
  const vault = createVault(randomBytes(32));
  const sealed = vault.seal(link, "sig_1/sgr_1");
  expect(sealed.includes("invitationId")).toBe(false);
  expect(vault.open(sealed, "sig_1/sgr_1")).toBe(link);
});

test("a sealed link does not open in the row of another signer", () => {
  const vault = createVault(randomBytes(32));
  expect(() => vault.open(vault.seal(link, "sig_1/sgr_1"), "sig_1/sgr_2")).toThrow();
});

test("a sealed link does not open with another key", () => {
  const sealed = createVault(randomBytes(32)).seal(link, "x");
  expect(() => createVault(randomBytes(32)).open(sealed, "x")).toThrow();
});
