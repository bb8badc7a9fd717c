// Draws every screen and dialog of the desk and the sandbox's pages, at the desk and in the hand, light and dark, into
// screenshots/ for a reviewer.
// Run it with: node scripts/dashboard-screenshots.ts [name …]
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { call, sandbox, sendAgreement, signAll, until } from "../test/acceptance/desk.ts";
import { type Product, startProduct } from "../test/acceptance/start.ts";
import { fillRequest } from "../test/browser/dashboard-desk.ts";
import {
  type Dialog,
  dialogs,
  type Prepared,
  prepareDialogs,
} from "../test/browser/dashboard-dialog-list.ts";
import { DESKTOP, launch, PHONE } from "../test/browser/launch.ts";

const FOLDER = resolve(import.meta.dirname, "../screenshots");

interface Screen {
  name: string;
  /** At the desk, or a whole address. */
  path: string;
  /** Steps before the picture is taken. */
  act?: (page: Page) => Promise<unknown>;
  /** Answers that never come, so that the picture shows what is seen until they do. */
  waitsFor?: string;
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

const screensOf = ({
  open,
  started,
  done,
  cancelled,
  suspect,
  document,
  callback,
  delivery,
}: Seed): Screen[] => [
  { name: "agreements", path: "/" },
  { name: "agreements-nothing-found", path: "/?q=nothing" },
  { name: "agreements-error", path: "/", act: broken },
  { name: "agreement-open", path: `/agreements/${open}`, act: paper },
  { name: "agreement-in-progress", path: `/agreements/${started}`, act: paper },
  { name: "agreement-suspect", path: `/agreements/${suspect}`, act: paper },
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
  { name: "callback", path: `/callbacks/${callback}` },
  { name: "deliveries", path: "/deliveries" },
  { name: "delivery", path: `/deliveries/${delivery}` },
  { name: "figures", path: "/figures" },
  { name: "settings-keys", path: "/settings/keys" },
  { name: "settings-people", path: "/settings/people" },
  { name: "settings-webhooks", path: "/settings/webhooks" },
  { name: "settings-setup", path: "/settings/setup" },
  { name: "settings-health", path: "/settings/health" },
  { name: "settings-audit", path: "/settings/audit" },
  { name: "not-found", path: "/nowhere" },
  { name: "agreements-loading", path: "/", waitsFor: "**/api/signatures*" },
  { name: "agreement-loading", path: `/agreements/${open}`, waitsFor: `**/api/signatures/${open}` },
  {
    name: "agreement-timeline-loading",
    path: `/agreements/${open}`,
    waitsFor: "**/api/signatures/*/events*",
  },
  { name: "documents-loading", path: "/documents", waitsFor: "**/api/documents*" },
  { name: "document-loading", path: `/documents/${document}`, waitsFor: "**/api/documents/*/content*" },
  { name: "callbacks-loading", path: "/callbacks", waitsFor: "**/api/callbacks*" },
  { name: "callback-loading", path: `/callbacks/${callback}`, waitsFor: "**/api/callbacks/*" },
  { name: "deliveries-loading", path: "/deliveries", waitsFor: "**/api/deliveries*" },
  { name: "figures-loading", path: "/figures", waitsFor: "**/api/figures*" },
  { name: "drafts-loading", path: "/drafts", waitsFor: "**/api/drafts*" },
  { name: "settings-keys-loading", path: "/settings/keys", waitsFor: "**/api/keys*" },
  { name: "settings-webhooks-loading", path: "/settings/webhooks", waitsFor: "**/api/webhook-endpoints*" },
  { name: "settings-setup-loading", path: "/settings/setup", waitsFor: "**/api/setup*" },
  { name: "settings-health-loading", path: "/settings/health", waitsFor: "**/api/checks*" },
  { name: "settings-audit-loading", path: "/settings/audit", waitsFor: "**/api/audit*" },
];

/** What signers and developers see of the sandbox. */
const sandboxScreensOf = (product: Product, { invitation }: Seed): Screen[] => [
  { name: "sandbox-signing", path: invitation },
  { name: "sandbox-mailbox", path: `${product.sandboxUrl}/mailbox` },
  { name: "sandbox-inspector", path: `${product.sandboxUrl}/` },
];

const dialogScreen = (dialog: Dialog, prepared: Prepared): Screen => {
  const words = typeof dialog.title === "string" ? dialog.title : dialog.title.source;
  const name = words
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join("-");
  return {
    name: `dialog-${name}`,
    path: dialog.path(prepared),
    act: async (page) => {
      await dialog.opens(page);
      await page.getByRole("dialog", { name: dialog.title }).waitFor();
    },
  };
};

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
    for (const { name, path, act, waitsFor } of screens) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      if (signedIn) {
        await context.request.post(`${product.url}/api/session`, {
          data: { key: product.apiKey },
          headers: { origin: product.url },
        });
      }
      const page = await context.newPage();
      if (waitsFor !== undefined) await page.route(waitsFor, () => undefined);
      await page.goto(new URL(path, product.url).href);
      await page.waitForLoadState("load");
      await page
        .getByRole("status", { name: /^Loading/ })
        .first()
        .waitFor({ state: waitsFor === undefined ? "detached" : "visible" });
      await act?.(page);
      // Pages of a PDF are drawn after everything else.
      await page.waitForTimeout(600);
      const file = join(FOLDER, `${name}-${look}`);
      await page.screenshot({ path: `${file}.png` });
      const height = await page.evaluate<number>("document.documentElement.scrollHeight");
      if (height > viewport.height) {
        // A taller window rather than a picture of the whole page, in which the bars would lie over its middle.
        await page.setViewportSize({ ...viewport, height });
        await page.waitForTimeout(300);
        await page.screenshot({ path: `${file}-whole.png` });
      }
      await context.close();
    }
    console.log(`drew ${screens.length} screens: ${look}`);
  }
};

const seed = async (product: Product) => {
  const prepared = await prepareDialogs(product);
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
  const started = await sendAgreement(product);
  const invitationsOf = async ({ digisigner_request_id: id }: { digisigner_request_id: string }) =>
    (await sandbox(product, "GET", `invitations?signature_request_id=${id}`)).body.invitations;
  const [first] = await invitationsOf(started);
  await sandbox(product, "POST", `invitations/${first.invitation_id}/sign`, {});
  await until(
    async () => (await call(product, "GET", `/api/signatures/${started.signature_id}`)).body,
    ({ status }) => status === "in_progress",
  );
  const [, second] = await invitationsOf(started);
  const newest = async (what: "callbacks" | "deliveries") =>
    (await call(product, "GET", `/api/${what}?limit=1`)).body[what][0];
  return {
    ...prepared,
    started: started.signature_id as string,
    done: done.signature_id as string,
    cancelled: cancelled.signature_id as string,
    document: done.documents[0].document_id as string,
    invitation: second.sign_document_url as string,
    callback: (await newest("callbacks")).callback_id as string,
    delivery: (await newest("deliveries")).delivery_id as string,
  };
};
type Seed = Awaited<ReturnType<typeof seed>>;

const wanted = process.argv.slice(2);
const chosen = (screens: Screen[]) =>
  screens.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

await mkdir(FOLDER, { recursive: true });
const product = await startProduct();
const browser = await launch();
try {
  await draw(browser, product, chosen([{ name: "sign-in", path: "/sign-in" }]), false);
  await draw(browser, product, chosen([{ name: "agreements-empty", path: "/" }]));
  const seeded = await seed(product);
  await draw(browser, product, chosen(screensOf(seeded)));
  await draw(browser, product, chosen(sandboxScreensOf(product, seeded)), false);
  await draw(browser, product, chosen(dialogs.map((dialog) => dialogScreen(dialog, seeded))));
} finally {
  await browser.close();
  await product.stop();
}
