// An identity provider that is away, is not who it should be, or does not know this desk: the service runs, and says so.
import { expect, onTestFinished, test } from "vitest";
import { createHttpBrowser } from "../fixtures/http-browser.ts";
import { type IdentityProviderFixture, startIdentityProvider } from "../fixtures/identity-provider.ts";
import { call } from "./desk.ts";
import { freePort, type Product, startProduct } from "./start.ts";

/** A product that is set to use the provider, with whatever else `env` says. */
const startBoth = async (
  options: { away?: boolean; env?: (provider: IdentityProviderFixture) => Record<string, string> } = {},
): Promise<{ product: Product; provider: IdentityProviderFixture }> => {
  const ports = { service: await freePort(), sandbox: await freePort() };
  const provider = await startIdentityProvider(`http://127.0.0.1:${ports.service}/api/session/oidc/callback`);
  onTestFinished(() => provider.close());
  provider.accounts.set("jane-1", { name: "Jane Whitfield", email: "jane@northgate.example", groups: [] });
  if (options.away) await provider.pause();
  const product = await startProduct({
    ports,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_DEFAULT_ROLE: "viewer",
      ...options.env?.(provider),
    },
  });
  onTestFinished(async () => {
    await product.stop();
  });
  return { product, provider };
};

const locationOf = async (address: string, browser = createHttpBrowser()): Promise<string> =>
  (await browser.visit(address)).headers.get("location") ?? "";

interface Check {
  name: string;
  outcome: string;
  detail: string;
  fix: string | null;
}
const checkOf = async ({ url }: Product): Promise<Check | undefined> => {
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(200);
  const { checks } = (await answer.json()) as { checks: Check[] };
  return checks.find(({ name }) => name === "organisation_sign_in");
};

test("the service starts without the provider, keys work, and the provider is found once it is there", async () => {
  const { product, provider } = await startBoth({ away: true });
  const begin = `${product.url}/api/session/oidc?next=/figures`;
  expect(await locationOf(begin)).toBe("/sign-in?problem=provider&next=%2Ffigures");
  expect(await checkOf(product)).toMatchObject({
    outcome: "warn",
    detail: expect.stringContaining("ECONNREFUSED"),
    fix: expect.stringContaining("OIDC_ISSUER"),
  });
  expect((await call(product, "GET", "/api/session")).status).toBe(200);

  await provider.resume();
  await expect.poll(() => locationOf(begin), { timeout: 30_000 }).toContain(`${provider.issuer}/auth?`);
  await expect.poll(async () => (await checkOf(product))?.outcome).toBe("pass");
});

test("a provider that goes away during a sign-in is told on the sign-in page", async () => {
  const { product, provider } = await startBoth();
  const browser = createHttpBrowser();
  const begun = new URL(await locationOf(`${product.url}/api/session/oidc`, browser));
  await provider.pause();
  const answer = new URLSearchParams({
    code: "x",
    state: begun.searchParams.get("state") ?? "",
    iss: provider.issuer,
  });
  expect(await locationOf(`${product.url}/api/session/oidc/callback?${answer}`, browser)).toBe(
    "/sign-in?problem=provider",
  );
});

test("a provider of another name is not used", async () => {
  const { product } = await startBoth({
    env: ({ issuer }) => ({ OIDC_ISSUER: issuer.replace("localhost", "127.0.0.1") }),
  });
  expect(await locationOf(`${product.url}/api/session/oidc`)).toBe("/sign-in?problem=provider");
  expect(await checkOf(product)).toMatchObject({ outcome: "warn" });
});

test("a wrong client secret is the provider's problem, not the person's", async () => {
  const { product, provider } = await startBoth({ env: () => ({ OIDC_CLIENT_SECRET: "wrong-secret" }) });
  const browser = createHttpBrowser();
  const begun = await locationOf(`${product.url}/api/session/oidc`, browser);
  const page = await browser.follow(await browser.visit(begun), provider.issuer);
  const picked = await browser.visit(page.url, { form: { subject: "jane-1" } });
  const answer = (await browser.follow(picked, provider.issuer)).headers.get("location") ?? "";
  expect(await locationOf(answer, browser)).toBe("/sign-in?problem=provider");
  expect(product.output()).toContain("invalid_client");
  expect(product.output()).not.toContain("wrong-secret");
});
