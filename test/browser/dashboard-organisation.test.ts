// People sign in with their organisation in Chromium: the real service, a real OpenID Connect provider, and words for what fails.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../acceptance/desk.ts";
import { freePort, type Product, startProduct } from "../acceptance/start.ts";
import { type IdentityProviderFixture, startIdentityProvider } from "../fixtures/identity-provider.ts";
import { violations } from "./dashboard-accessibility.ts";
import { SIGNED_OUT } from "./dashboard-desk.ts";
import { DESKTOP, type PageOptions, PHONE, withBrowser } from "./launch.ts";

const browser = withBrowser();

let provider: IdentityProviderFixture;
let product: Product;
beforeAll(async () => {
  const ports = { service: await freePort(), sandbox: await freePort() };
  provider = await startIdentityProvider(`http://127.0.0.1:${ports.service}/api/session/oidc/callback`);
  const person = (name: string, email: string, ...groups: string[]) => ({ name, email, groups });
  provider.accounts.set("jane-1", person("Jane Whitfield", "jane@northgate.example", "desk-admins"));
  provider.accounts.set("olaf-2", person("Olaf Berg", "olaf@northgate.example", "lending"));
  provider.accounts.set("guest-3", person("A Guest", "guest@northgate.example"));
  product = await startProduct({
    ports,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_SCOPE: "openid email profile groups",
      OIDC_ROLE_MAP: "desk-admins=admin,lending=sender",
    },
  });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await provider?.close();
});

const WAY_IN = { name: "Sign in with your organisation" };

const signedOut = (options: PageOptions = {}) =>
  browser.page({ expectedConsoleErrors: [SIGNED_OUT], ...options });

/** From the desk's sign-in page through the provider's. */
const signIn = async (page: Page, name: string, path = "/"): Promise<void> => {
  await page.goto(product.url + path);
  await page.getByRole("link", WAY_IN).click();
  await page.getByRole("button", { name: `Continue as ${name}` }).click();
};

test("a person signs in, is led to the page they asked for, and signs out", async () => {
  const page = await signedOut();
  await signIn(page, "Jane Whitfield", "/documents?q=deed");
  await page.getByRole("heading", { name: "Documents" }).waitFor();
  expect(page.url()).toBe(`${product.url}/documents?q=deed`);
  await page.getByRole("button", { name: /Jane Whitfield \(jane@northgate\.example\)/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in to the desk" }).waitFor();
  await page.getByRole("link", WAY_IN).waitFor();
  await page.goto(`${product.url}/documents`);
  await page.getByRole("link", WAY_IN).waitFor();
});

test("whoever cancels, or has no role, reads why", async () => {
  const page = await signedOut();
  await page.goto(product.url);
  await page.getByRole("link", WAY_IN).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alert").getByText("cancelled or refused at your organisation").waitFor();
  await page.getByRole("link", WAY_IN).click();
  await page.getByRole("button", { name: "Continue as A Guest" }).click();
  await page.getByRole("alert").getByText("you have no role at this desk").waitFor();
});

test("going back to an answer that was used reads as a sentence, and a link puts no words of its own on the page", async () => {
  const page = await signedOut();
  const answered = page.waitForRequest((request) => request.url().includes("/api/session/oidc/callback"));
  await signIn(page, "Olaf Berg");
  await page.getByRole("heading", { name: "Agreements", exact: true }).waitFor();
  await page.goto((await answered).url());
  await page.getByRole("alert").getByText("belongs to no sign-in that is under way").waitFor();
  await page.goto(`${product.url}/sign-in?problem=Call%20555-0100&next=//elsewhere.example`);
  await page.getByRole("link", WAY_IN).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  expect(await page.getByRole("link", WAY_IN).getAttribute("href")).toBe("/api/session/oidc?next=%2F");
});

test("an administrator signs a person out, who signs in again over unfinished work", async () => {
  const olaf = await signedOut();
  await signIn(olaf, "Olaf Berg", "/new");
  await olaf.getByRole("heading", { name: "New request" }).waitFor();
  await olaf.getByRole("textbox", { name: /^Message/ }).fill("Not finished yet");

  const jane = await signedOut();
  await signIn(jane, "Jane Whitfield", "/settings/people");
  const row = jane.getByRole("row", { name: /olaf@northgate\.example/ });
  await row.getByText("sender").waitFor();
  await row.getByRole("button", { name: "Sign out Olaf Berg" }).click();
  await jane.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await row.getByText("Not now").waitFor();

  await olaf.getByLabel("PDF files").setInputFiles({
    name: "deed.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7"),
  });
  const dialog = olaf.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  const opened = olaf.waitForEvent("popup");
  await dialog.getByRole("link", WAY_IN).click();
  await (await opened).getByRole("heading", { name: "Agreements", exact: true }).waitFor();
  await olaf.bringToFront();
  await olaf.evaluate("window.dispatchEvent(new Event('focus'))");
  await dialog.waitFor({ state: "hidden" });
  expect(await olaf.getByRole("textbox", { name: /^Message/ }).inputValue()).toBe("Not finished yet");
});

test("people are for administrators", async () => {
  const page = await signedOut();
  await signIn(page, "Olaf Berg", "/settings/people");
  await page.getByText("Only for administrators").waitFor();
  expect((await call(product, "GET", "/api/people")).status).toBe(200);
});

describe.each([
  { colorScheme: "light", viewport: DESKTOP },
  { colorScheme: "dark", viewport: DESKTOP },
  { colorScheme: "light", viewport: PHONE },
] as const)("in $colorScheme at $viewport.width pixels", (options) => {
  test("the ways in, a problem, the people and the question are accessible", async () => {
    const page = await signedOut(options);
    await page.goto(`${product.url}/sign-in?problem=provider`);
    await page.getByRole("link", WAY_IN).waitFor();
    await page.getByRole("alert").waitFor();
    expect(await violations(page)).toEqual([]);
    await signIn(page, "Jane Whitfield", "/settings/people");
    const signOut = page.getByRole("button", { name: "Sign out Jane Whitfield" }).filter({ visible: true });
    await signOut.waitFor();
    expect(await violations(page)).toEqual([]);
    const isWider = await page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");
    expect(isWider, "the page scrolls sideways").toBe(false);
    await signOut.click();
    await page.getByRole("dialog", { name: "Sign Jane Whitfield out?" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
