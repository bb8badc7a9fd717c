// Every screen of the desk against WCAG 2.2 A and AA, light and dark, at the desk and in the hand.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { sendAgreement, signAll } from "../acceptance/desk.ts";
import { violations } from "./dashboard-accessibility.ts";
import { fillRequest, SIGNED_OUT, withDesk } from "./dashboard-desk.ts";
import { DESKTOP, PHONE, withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

let open: { signature_id: string; documents: { document_id: string }[] };
let signed: typeof open & { digisigner_request_id: string };
beforeAll(async () => {
  open = await sendAgreement(desk.product());
  signed = await sendAgreement(desk.product());
  await signAll(desk.product(), signed.digisigner_request_id);
});

/** Titles that something lies on, and sentences squeezed into a column of single words. */
const crowded = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const found = [];
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    for (const title of shown("main h1, main a[href='/'], main a[href='/documents']")) {
      const a = title.getBoundingClientRect();
      for (const other of shown("main button, main input, main a, main ol")) {
        if (other.contains(title) || title.contains(other)) continue;
        const b = other.getBoundingClientRect();
        const [width, height] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (width > 1 && height > 1) found.push(other.textContent + " lies on " + title.textContent);
      }
    }
    for (const words of shown("main p")) {
      const { width, height } = words.getBoundingClientRect();
      if (words.textContent.length > 12 && height > 2 * width) found.push("squeezed: " + words.textContent);
    }
    return found;
  })()`);

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole("heading", { name, level: 1 }).waitFor();
const PAGES_DRAWN = /^Pages of/;

const screens: { name: string; path: () => string; ready: (page: Page) => Promise<unknown> }[] = [
  {
    name: "the agreements",
    path: () => "/",
    ready: (page) => page.getByText("0 of 2 signed").filter({ visible: true }).first().waitFor(),
  },
  { name: "a search without result", path: () => "/?q=nothing", ready: heading("Agreements") },
  {
    name: "an open agreement",
    path: () => `/agreements/${open.signature_id}`,
    ready: (page) => page.getByRole("region", { name: PAGES_DRAWN }).waitFor(),
  },
  {
    name: "a signed agreement",
    path: () => `/agreements/${signed.signature_id}`,
    ready: (page) => page.getByText("Verified", { exact: true }).waitFor(),
  },
  { name: "a new request", path: () => "/new", ready: heading("New request") },
  { name: "the drafts", path: () => "/drafts", ready: (page) => page.getByText("No drafts").waitFor() },
  { name: "the documents", path: () => "/documents", ready: heading("Documents") },
  {
    name: "one document",
    path: () => `/documents/${open.documents[0]?.document_id}`,
    ready: (page) => page.getByRole("region", { name: PAGES_DRAWN }).waitFor(),
  },
  {
    name: "the callbacks",
    path: () => "/callbacks",
    ready: (page) => page.getByRole("heading", { name: "Callbacks" }).waitFor(),
  },
  {
    name: "the deliveries",
    path: () => "/deliveries",
    ready: (page) => page.getByText("Nothing was delivered yet").waitFor(),
  },
  {
    name: "the figures",
    path: () => "/figures",
    ready: (page) => page.getByText("From request to proof").waitFor(),
  },
  {
    name: "the webhooks",
    path: () => "/settings/webhooks",
    ready: (page) => page.getByText("No endpoints yet").waitFor(),
  },
  {
    name: "the health",
    path: () => "/settings/health",
    ready: (page) => page.getByText("Jobs that gave up").waitFor(),
  },
  {
    name: "the set-up",
    path: () => "/settings/setup",
    ready: (page) => page.getByRole("list", { name: "Steps of the set-up" }).waitFor(),
  },
  { name: "the keys", path: () => "/settings/keys", ready: heading("API keys") },
  {
    name: "the audit log",
    path: () => "/settings/audit",
    ready: (page) => page.getByText("Signed in").filter({ visible: true }).first().waitFor(),
  },
  {
    name: "a page that is not there",
    path: () => "/nowhere",
    ready: (page) => page.getByText("nothing here").waitFor(),
  },
];

describe.each([
  { scheme: "light", viewport: DESKTOP },
  { scheme: "dark", viewport: DESKTOP },
  { scheme: "light", viewport: PHONE },
] as const)("in $scheme at $viewport.width pixels", ({ scheme, viewport }) => {
  test.each(screens)("$name", async ({ path, ready }) => {
    const page = await desk.signedIn(path(), { colorScheme: scheme, viewport });
    await ready(page);
    expect(await violations(page)).toEqual([]);
    const isWider = await page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");
    expect(isWider, "the page scrolls sideways").toBe(false);
    expect(await crowded(page)).toEqual([]);
  });

  test("the sign-in", async () => {
    const page = await browser.page({ colorScheme: scheme, viewport, expectedConsoleErrors: [SIGNED_OUT] });
    await page.goto(`${desk.product().url}/sign-in`);
    await page.getByRole("heading", { name: "Sign in to the desk" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("the menu of an agreement", async () => {
    const page = await desk.signedIn(`/agreements/${open.signature_id}`, { colorScheme: scheme, viewport });
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Cancel the request…" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

test.each(["light", "dark"] as const)(
  "a filled-in request, its fields and its last page in %s",
  async (colorScheme) => {
    const page = await desk.signedIn("/new", { colorScheme });
    await fillRequest(page, [
      { name: "Jane Whitfield", email: "jane@northgate.example" },
      { name: "Tomás Ferreira", email: "tomas@meridian.example" },
    ]);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Place fields" }).click();
    for (const type of ["Signature", "Text", "Check box"]) {
      await page.getByRole("button", { name: type, exact: true }).click();
      await page.getByRole("heading", { name: type, level: 2 }).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Review" }).click();
    await page.getByRole("heading", { name: "What will happen" }).waitFor();
    expect(await violations(page)).toEqual([]);
  },
);
