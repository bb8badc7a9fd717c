// Draws every screen of the desk, at the desk and in the hand, light and dark, into screenshots/ for a reviewer.
// Run it with: node scripts/dashboard-screenshots.ts [name …]
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { call, sendAgreement, signAll, until } from "../test/acceptance/desk.ts";
import { type Product, startProduct } from "../test/acceptance/start.ts";
import { fillRequest } from "../test/browser/dashboard-desk.ts";
import { DESKTOP, launch, PHONE } from "../test/browser/launch.ts";

const FOLDER = resolve(import.meta.dirname, "../screenshots");

interface Screen {
  name: string;
  path: string;
  /** Steps before the picture is taken. */
  act?: (page: Page) => Promise<unknown>;
}

const paper = (page: Page) =>
  page
    .getByRole("region", { name: /^Pages of/ })
    .first()
    .waitFor();
const prepared = async (page: Page) => {
  await fillRequest(page, [
    { name: "Tomás Ferreira", email: "tomas@meridian.example" },
    { name: "Jane Whitfield", email: "jane@northgate.example" },
  ]);
};

const broken = async (page: Page) => {
  await page.route("**/api/signatures*", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "about:blank",
        title: "Temporarily unavailable",
        status: 503,
        code: "unavailable",
        detail: "The database does not answer. It is tried again every second; try again in a moment.",
      }),
    }),
  );
  await page.reload();
  await page.getByRole("alert").waitFor({ timeout: 45_000 });
};

const screensOf = (open: string, done: string, cancelled: string, document: string): Screen[] => [
  { name: "agreements", path: "/" },
  { name: "agreements-nothing-found", path: "/?q=nothing" },
  { name: "agreements-error", path: "/", act: broken },
  { name: "agreement-open", path: `/agreements/${open}`, act: paper },
  { name: "agreement-signed", path: `/agreements/${done}`, act: paper },
  { name: "agreement-cancelled", path: `/agreements/${cancelled}`, act: paper },
  { name: "new-request", path: "/new" },
  { name: "new-request-filled", path: "/new", act: prepared },
  {
    name: "new-request-fields",
    path: "/new",
    act: async (page) => {
      await prepared(page);
      await page.getByRole("button", { name: "Place fields" }).click();
      await page.getByRole("button", { name: "Signature", exact: true }).click();
      await page.locator("[data-field]").waitFor();
    },
  },
  {
    name: "new-request-review",
    path: "/new",
    act: async (page) => {
      await prepared(page);
      await page.getByRole("button", { name: "Review" }).click();
    },
  },
  {
    name: "new-request-saved",
    path: "/new",
    act: async (page) => {
      await prepared(page);
      await page.getByRole("button", { name: "Save as draft" }).click();
      await page.getByText("Saved as a draft").waitFor();
    },
  },
  { name: "drafts", path: "/drafts" },
  { name: "documents", path: "/documents" },
  { name: "document", path: `/documents/${document}`, act: paper },
  { name: "callbacks", path: "/callbacks" },
  { name: "deliveries", path: "/deliveries" },
  { name: "figures", path: "/figures" },
  { name: "settings-keys", path: "/settings/keys" },
  { name: "settings-webhooks", path: "/settings/webhooks" },
  { name: "settings-setup", path: "/settings/setup" },
  { name: "settings-health", path: "/settings/health" },
  { name: "settings-audit", path: "/settings/audit" },
  {
    name: "settings-audit-entry",
    path: "/settings/audit?action=signature.created",
    act: async (page) => {
      await page
        .getByRole("button", { name: "Requested signatures" })
        .filter({ visible: true })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "not-found", path: "/nowhere" },
];

const looks = [
  { look: "desktop-light", viewport: DESKTOP, colorScheme: "light" },
  { look: "desktop-dark", viewport: DESKTOP, colorScheme: "dark" },
  { look: "phone-light", viewport: PHONE, colorScheme: "light" },
  { look: "phone-dark", viewport: PHONE, colorScheme: "dark" },
] as const;

const draw = async (
  browser: Browser,
  product: Product,
  screens: readonly Screen[],
  signedIn = true,
): Promise<void> => {
  for (const { look, viewport, colorScheme } of looks) {
    for (const { name, path, act } of screens) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      if (signedIn) {
        await context.request.post(`${product.url}/api/session`, {
          data: { key: product.apiKey },
          headers: { origin: product.url },
        });
      }
      const page = await context.newPage();
      await page.goto(product.url + path);
      await page.waitForLoadState("load");
      await page
        .getByRole("status", { name: /^Loading/ })
        .first()
        .waitFor({ state: "detached" });
      await act?.(page);
      // Pages of a PDF are drawn after everything else.
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`) });
      await context.close();
    }
    console.log(`drew ${screens.length} screens: ${look}`);
  }
};

const seed = async (product: Product) => {
  const open = await sendAgreement(product);
  const done = await sendAgreement(product);
  await signAll(product, done.digisigner_request_id);
  const path = `/api/signatures/${done.signature_id}`;
  await until(
    async () => (await call(product, "GET", path)).body,
    (signature) => signature.is_collected,
  );
  const cancelled = await sendAgreement(product);
  await call(product, "POST", `/api/signatures/${cancelled.signature_id}/cancel`, {
    json: { reason: "The fee was renegotiated; a new letter follows." },
  });
  return { open, done, cancelled };
};

const wanted = process.argv.slice(2);
const chosen = (screens: Screen[]) =>
  screens.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

await mkdir(FOLDER, { recursive: true });
const product = await startProduct();
const browser = await launch();
try {
  await draw(browser, product, chosen([{ name: "sign-in", path: "/sign-in" }]), false);
  await draw(browser, product, chosen([{ name: "agreements-empty", path: "/" }]));
  const { open, done, cancelled } = await seed(product);
  const document = open.documents[0].document_id;
  await draw(
    browser,
    product,
    chosen(screensOf(open.signature_id, done.signature_id, cancelled.signature_id, document)),
  );
} finally {
  await browser.close();
  await product.stop();
}
