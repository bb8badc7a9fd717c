// Holds which role a person gets from what their organisation says about them.
import { expect, test } from "vitest";
import type { RoleRules } from "../../config/config.ts";
import { roleOfClaims } from "./role-of-claims.ts";

const map: RoleRules["map"] = new Map([
  ["desk-admins", "admin"],
  ["ops", "operator"],
  ["lending", "sender"],
]);
const rules = (part: Partial<RoleRules> = {}): RoleRules => ({
  claim: undefined,
  map,
  fallback: undefined,
  ...part,
});

test.each([
  [{ groups: ["lending", "desk-admins", "ops"] }, "admin"],
  [{ groups: ["ops", "lending"] }, "operator"],
  [{ groups: "lending" }, "sender"],
  [{ roles: ["ops"], groups: ["desk-admins"] }, "operator"],
  [{ roles: [], groups: ["desk-admins"] }, undefined],
  [{ groups: ["canteen"] }, undefined],
  [{ groups: ["Desk-Admins", "admin"] }, undefined],
  [{ groups: [{ name: "ops" }, 7, null, "lending"] }, "sender"],
  [{ groups: { ops: true } }, undefined],
  [{}, undefined],
])("%j gives %s", (claims, role) => {
  expect(roleOfClaims(claims, rules())).toBe(role);
});

test.each([
  ["realm_access.roles", { realm_access: { roles: ["ops"] } }, "operator"],
  ["https://desk.example/roles", { "https://desk.example/roles": ["ops"] }, "operator"],
  ["realm_access.roles", { realm_access: "ops" }, undefined],
  ["realm_access.roles", { realm_access: null }, undefined],
  ["constructor.name", {}, undefined],
  ["team", { roles: ["ops"] }, undefined],
])("the claim %s of %j gives %s", (claim, claims, role) => {
  expect(roleOfClaims(claims, rules({ claim }))).toBe(role);
});

test("whoever is given nothing gets the fallback, and a mapped role counts even when it is weaker", () => {
  expect(roleOfClaims({}, rules({ fallback: "viewer" }))).toBe("viewer");
  expect(roleOfClaims({ groups: ["lending"] }, rules({ fallback: "operator" }))).toBe("sender");
});
