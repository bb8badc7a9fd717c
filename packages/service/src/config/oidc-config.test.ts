// Holds how the settings of the organisation's sign-in are read, and that every fault among them is told at once.
import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";

const load = (env: Record<string, string>) => loadConfig({ env, envFile: false });

const faultsOf = (env: Record<string, string>): string[] => {
  try {
    load(env);
  } catch (error) {
    return (error as ConfigError).faults.map(({ message }) => message);
  }
  throw new Error("no fault was found");
};

const WHOLE = {
  OIDC_ISSUER: "https://login.example.com/",
  OIDC_CLIENT_ID: "desk",
  OIDC_CLIENT_SECRET: "hunter-2-hunter-2",
  OIDC_ROLE_MAP: "desk-admins=admin, cn=ops=operator",
};

test("reads a whole set; the issuer keeps its slash, and the secret stays hidden", () => {
  const { oidc } = load(WHOLE);
  expect(oidc).toMatchObject({
    issuer: "https://login.example.com/",
    clientId: "desk",
    scope: "openid email profile",
    roles: {
      claim: undefined,
      map: new Map([
        ["desk-admins", "admin"],
        ["cn=ops", "operator"],
      ]),
      fallback: undefined,
    },
  });
  expect(oidc?.clientSecret.reveal()).toBe("hunter-2-hunter-2");
  expect(inspect(oidc, { depth: 9 }) + JSON.stringify(oidc)).not.toContain("hunter-2");
});

test("everybody may get one role without a map", () => {
  const { OIDC_ROLE_MAP: _, ...rest } = WHOLE;
  expect(load({ ...rest, OIDC_DEFAULT_ROLE: "viewer" }).oidc?.roles.fallback).toBe("viewer");
});

test("lists everything that is missing at once, and never the secret", () => {
  const faults = faultsOf({ OIDC_CLIENT_SECRET: "hunter-2-hunter-2", PUBLIC_URL: "http://desk.example.com" });
  expect(faults).toEqual([
    expect.stringContaining("OIDC_ISSUER is not set, but OIDC_CLIENT_SECRET is"),
    expect.stringContaining("OIDC_CLIENT_ID is not set, but OIDC_CLIENT_SECRET is"),
    expect.stringContaining("Neither OIDC_ROLE_MAP nor OIDC_DEFAULT_ROLE is set"),
    expect.stringContaining("PUBLIC_URL is http://desk.example.com, to which the identity provider"),
  ]);
  expect(faults.join()).not.toContain("hunter-2");
});

test.each([
  ["OIDC_ISSUER", "http://login.example.com"],
  ["OIDC_ISSUER", "https://login.example.com/.well-known/openid-configuration"],
  ["OIDC_ISSUER", "https://user:password@login.example.com"],
  ["OIDC_ISSUER", "login.example.com"],
  ["OIDC_CLIENT_SECRET", "short"],
  ["OIDC_ROLE_MAP", "desk-admins"],
  ["OIDC_ROLE_MAP", "desk-admins=owner"],
  ["OIDC_ROLE_MAP", "=admin"],
  ["OIDC_ROLE_MAP", "a=admin,a=viewer"],
  ["OIDC_ROLE_MAP", "a=admin,"],
  ["OIDC_DEFAULT_ROLE", "root"],
  ["OIDC_SCOPE", "email profile"],
])("refuses %s=%s in one sentence", (name, value) => {
  expect(faultsOf({ ...WHOLE, [name]: value })).toEqual([expect.stringContaining(`${name} is `)]);
});

test.each([
  [{ PUBLIC_URL: "https://desk.example.com", SANDBOX: "1" }],
  [{ PUBLIC_URL: "http://localhost:8000" }],
  [{ HOST: "::1" }],
  [{ HOST: "0.0.0.0" }],
])("people may come back to %j", (env) => {
  expect(load({ ...WHOLE, ...env }).oidc).toBeDefined();
});

test("people may not come back to another machine over plain http", () => {
  expect(faultsOf({ ...WHOLE, HOST: "10.1.2.3" })).toEqual([
    expect.stringContaining("HOST is 10.1.2.3, and PUBLIC_URL is not set"),
  ]);
});

test("a provider on this machine may speak http", () => {
  expect(load({ ...WHOLE, OIDC_ISSUER: "http://127.0.0.1:9000" }).oidc).toBeDefined();
});
