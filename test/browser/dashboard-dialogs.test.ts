// Every dialog of the desk against WCAG 2.2 A and AA, light and dark, at the desk and in the hand, and each ends with Escape.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll, signature, until } from "../acceptance/desk.ts";
import { violations } from "./dashboard-accessibility.ts";
import { fillRequest, SIGNED_OUT, withDesk } from "./dashboard-desk.ts";
import { DESKTOP, PHONE, withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const HOOK = "http://127.0.0.1:9/hooks";
let open: string;
let suspect: string;

const make = async (path: string, json: unknown): Promise<void> => {
  const { status, text } = await call(desk.product(), "POST", path, { json });
  if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
};

beforeAll(async () => {
  open = (await sendAgreement(desk.product())).signature_id;
  await sandbox(desk.product(), "POST", "faults", { name: "download_truncated", parameters: {} });
  const damaged = await sendAgreement(desk.product());
  await signAll(desk.product(), damaged.digisigner_request_id);
  suspect = damaged.signature_id;
  await until(
    () => signature(desk.product(), suspect),
    ({ documents }) => documents[0].signed.state === "suspect",
    60,
  );
  await make("/api/webhook-endpoints", { url: HOOK });
  await make("/api/keys", { name: "Loan system", role: "sender" });
  const written = {
    signers: [],
    in_order: false,
    bundle: true,
    subject: "",
    message: "",
    language: "en",
    sender_email: "",
    urgency: "standard",
    expires_in_days: "30",
    reminders: "7, 3, 1",
  };
  await make("/api/presets", { name: "Quarterly waiver", content: written });
  const rest = { document_ids: [], fields: [], use_text_tags: false, hide_text_tags: false, metadata: {} };
  const content = { ...written, ...rest, send_key: "half-written", title: "Half written" };
  await make("/api/drafts", { content });
}, 120_000);

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name }).filter({ visible: true }).first().click();

const choose = (menu: string, item: string | RegExp) => async (page: Page) => {
  await press(menu)(page);
  await page.getByRole("menuitem", { name: item }).click();
};

const agreement = () => `/agreements/${open}`;
const filledIn = async (page: Page) => {
  await fillRequest(page, [{ name: "Jane Whitfield", email: "jane@northgate.example" }]);
};

const dialogs: {
  title: string | RegExp;
  path: () => string;
  opens: (page: Page) => Promise<unknown>;
  /** Rows are chosen at the desk only. */
  deskOnly?: boolean;
}[] = [
  {
    title: "Cancel this request?",
    path: agreement,
    opens: choose("More actions", "Cancel the request…"),
  },
  { title: "Record a refusal", path: agreement, opens: choose("More actions", "Record a refusal…") },
  { title: "Correct an address", path: agreement, opens: choose("More actions", "Correct an address…") },
  { title: "Signing links", path: agreement, opens: choose("More actions", "Signing links…") },
  { title: "Preview of the mails", path: agreement, opens: choose("More actions", "Preview of the mails…") },
  { title: "Accept the suspect PDF", path: () => `/agreements/${suspect}`, opens: press("Accept it…") },
  {
    title: /^Cancel 1 open agreement/,
    deskOnly: true,
    path: () => "/?status=pending",
    opens: async (page) => {
      await page.getByRole("checkbox").filter({ visible: true }).last().check();
      await press("Cancel…")(page);
    },
  },
  {
    title: "Keyboard shortcuts",
    path: () => "/",
    opens: async (page) => {
      await page.getByRole("heading", { name: "Agreements", level: 1 }).waitFor();
      await page.keyboard.press("?");
    },
  },
  { title: "Stored documents", path: () => "/new", opens: press(/stored/i) },
  { title: "Paste signers", path: () => "/new", opens: press("Paste a list") },
  { title: "Signers from a credit agreement", path: () => "/new", opens: press("From a credit agreement") },
  { title: "Presets", path: () => "/new", opens: choose("Presets", "Manage presets…") },
  {
    title: "Keep as a preset",
    path: () => "/new",
    opens: async (page) => {
      await filledIn(page);
      await choose("Presets", "Keep this as a preset…")(page);
    },
  },
  {
    title: /^facility-agreement/,
    path: () => "/new",
    opens: async (page) => {
      await filledIn(page);
      await press(/^Look at facility-agreement/)(page);
      await page.getByRole("region", { name: /^Pages of/ }).waitFor();
    },
  },
  { title: "Delete this draft?", path: () => "/drafts", opens: press("Delete Half written") },
  { title: "Replay callbacks", path: () => "/callbacks", opens: press("Replay …") },
  { title: "New API key", path: () => "/settings/keys", opens: press("New key") },
  { title: "Revoke “Loan system”?", path: () => "/settings/keys", opens: press("Revoke Loan system") },
  { title: "New endpoint", path: () => "/settings/webhooks", opens: press("New endpoint") },
  {
    title: "Remove this endpoint?",
    path: () => "/settings/webhooks",
    opens: choose(`More for ${HOOK}`, "Remove…"),
  },
  {
    title: "The signing secret",
    path: () => "/settings/webhooks",
    opens: choose(`More for ${HOOK}`, /^New secret…/),
  },
  {
    title: "Requested signatures",
    path: () => "/settings/audit?action=signature.created",
    opens: press("Requested signatures"),
  },
];

/** Shown once: whoever leaves it by accident has lost the secret. */
const STAYS = new Set<string | RegExp>(["The signing secret"]);

describe.each([
  { colorScheme: "light", viewport: DESKTOP },
  { colorScheme: "dark", viewport: DESKTOP },
  { colorScheme: "light", viewport: PHONE },
] as const)("in $colorScheme at $viewport.width pixels", (options) => {
  const shown = dialogs.filter(({ deskOnly }) => deskOnly !== true || options.viewport === DESKTOP);
  test.each(shown)("$title", async ({ title, path, opens }) => {
    const page = await desk.signedIn(path(), options);
    await opens(page);
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    const box = await dialog.boundingBox();
    expect(box?.width ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(options.viewport.width);
    expect((box?.x ?? -1) >= 0 && (box?.y ?? -1) >= 0, "a part of it is outside the window").toBe(true);
    if (STAYS.has(title)) return;
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("the sign-in in the middle of work", async () => {
    const page = await desk.signedIn("/", { ...options, expectedConsoleErrors: [SIGNED_OUT] });
    await page.getByRole("heading", { name: "Agreements", level: 1 }).waitFor();
    await page.context().clearCookies();
    await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
