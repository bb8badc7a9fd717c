// Holds that a sign-in under way opens only sealed by this desk, and only for ten minutes.
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createManualClock } from "../clock/clock.ts";
import { createVault } from "../domain/secrets/vault.ts";
import { openSignIn, SIGN_IN_LIFETIME_MS, sealSignIn } from "./sign-in-cookie.ts";

const underWay = { checks: { state: "s", nonce: "n", verifier: "v" }, next: "/documents" };
const deps = () => ({ vault: createVault(randomBytes(32)), clock: createManualClock() });

test("opens as it was sealed until its time is over", () => {
  const desk = deps();
  const cookie = sealSignIn(desk, underWay);
  desk.clock.advance(SIGN_IN_LIFETIME_MS - 1);
  expect(openSignIn(desk, cookie)).toEqual(underWay);
  desk.clock.advance(1);
  expect(() => openSignIn(desk, cookie)).toThrow(expect.objectContaining({ problem: "expired" }));
});

test("does not open without a cookie, changed, or sealed elsewhere or for something else", () => {
  const desk = deps();
  const cookie = sealSignIn(desk, underWay);
  const changed = Buffer.from(cookie, "base64url").map((byte, index) => (index === 40 ? byte ^ 1 : byte));
  const link = desk.vault.seal(JSON.stringify(underWay), "sig_1/sgr_1").toString("base64url");
  for (const other of [
    undefined,
    "",
    Buffer.from(changed).toString("base64url"),
    sealSignIn(deps(), underWay),
    link,
  ]) {
    expect(() => openSignIn(desk, other)).toThrow(expect.objectContaining({ problem: "mismatch" }));
  }
});
