// Every screen of the desk against WCAG 2.2 A and AA, light and dark, at the desk and in the hand.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll, until } from "../acceptance/desk.ts";
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

/** What the screens of a busy desk show, made after those of an empty one were looked at. */
const busy = async (): Promise<{ callback: string; delivery: string }> => {
  const product = desk.product();
  const url = "http://127.0.0.1:9/hooks";
  const made = await call(product, "POST", "/api/webhook-endpoints", { json: { url } });
  await call(product, "POST", `/api/webhook-endpoints/${made.body.endpoint_id}/ping`, { json: {} });
  const page = await desk.signedIn("/new");
  await page.getByLabel("Title").fill("A draft with a title");
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.waitForURL(/draft=drf_/);
  await page.close();
  const { body: callbacks } = await call(product, "GET", "/api/callbacks");
  const { body: deliveries } = await until(
    () => call(product, "GET", "/api/deliveries"),
    ({ body }) => body.deliveries.length > 0,
  );
  return {
    callback: callbacks.callbacks[0].callback_id,
    delivery: deliveries.deliveries[0].delivery_id,
  };
};

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
    ready: (page) => page.getByRole("heading", { name: "Callbacks", level: 1 }).waitFor(),
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

const looks = [
  { scheme: "light", viewport: DESKTOP },
  { scheme: "dark", viewport: DESKTOP },
  { scheme: "light", viewport: PHONE },
  { scheme: "dark", viewport: PHONE },
] as const;

describe.each(looks)("in $scheme at $viewport.width pixels", ({ scheme, viewport }) => {
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

test.each(looks)(
  "a filled-in request, its fields and its last page in $scheme at $viewport.width pixels",
  async ({ scheme, viewport }) => {
    const page = await desk.signedIn("/new", { colorScheme: scheme, viewport });
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
    // A placed field is as small on screen as it is on the page, of which a phone shows the whole width.
    const found = (await violations(page)).filter(
      (line) => !(line.startsWith("target-size") && line.includes("data-field=")),
    );
    expect(found).toEqual([]);
    await page.getByRole("button", { name: "Review" }).click();
    await page.getByRole("heading", { name: "What will happen" }).waitFor();
    expect(await violations(page)).toEqual([]);
  },
);

describe("with rows, failures and everything that is rare", () => {
  let rows: Awaited<ReturnType<typeof busy>>;
  let suspect: typeof signed;
  beforeAll(async () => {
    rows = await busy();
    suspect = await sendAgreement(desk.product());
    await sandbox(desk.product(), "POST", "faults", { name: "download_truncated", parameters: {} });
    await signAll(desk.product(), suspect.digisigner_request_id);
  });

  test.each(looks)(
    "in $scheme at $viewport.width pixels",
    async ({ scheme, viewport }) => {
      const page = await desk.signedIn("/nowhere", {
        colorScheme: scheme,
        viewport,
        expectedConsoleErrors: [/ERR_FAILED/],
      });
      const found: string[] = [];
      const look = async (path: string, ready: () => Promise<unknown>) => {
        await page.goto(desk.product().url + path);
        await ready();
        found.push(...(await violations(page)).map((line) => `${path}: ${line}`));
        if (await page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth"))
          found.push(`${path} scrolls sideways`);
        found.push(...(await crowded(page)).map((line) => `${path}: ${line}`));
      };
      const shown = (text: string | RegExp) => () =>
        page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 60_000 });
      await look(`/callbacks/${rows.callback}`, shown("Headers"));
      await look(`/deliveries/${rows.delivery}`, shown("Attempts"));
      await look("/deliveries", shown("127.0.0.1:9"));
      await look("/drafts", shown("A draft with a title"));
      await look("/settings/webhooks", shown("127.0.0.1:9"));
      await look(`/agreements/${suspect.signature_id}`, shown(/^Verification: .* failed$/));
      await look("/figures", async () => {
        await page.getByText("In numbers").click();
        await page.getByRole("table", { name: /^Callbacks by/ }).waitFor();
      });
      if (viewport === DESKTOP) {
        await look("/", async () => {
          await page.getByRole("checkbox", { name: "Choose all rows" }).check();
          await page
            .getByText(/^\d+ chosen$/)
            .first()
            .waitFor();
        });
      }
      await page.goto(`${desk.product().url}/settings/health`);
      await page
        .getByText(/in order|to look at|to mend/)
        .first()
        .waitFor();
      await page.route("**/api/**", (route) => route.abort("failed"));
      await shown(/^Not up to date since/)();
      found.push(...(await violations(page)).map((line) => `out of date: ${line}`));
      await page.getByRole("link", { name: "Audit" }).filter({ visible: true }).first().click();
      await shown("The audit log could not be loaded")();
      found.push(...(await violations(page)).map((line) => `failed: ${line}`));
      expect(found).toEqual([]);
    },
    120_000,
  );
});
