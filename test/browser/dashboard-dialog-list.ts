// Every dialog of the desk: what has to be there before it, where it is, and how it is opened.
import type { Page } from "playwright-core";
import { call, sandbox, sendAgreement, signAll, signature, until } from "../acceptance/desk.ts";
import type { Product } from "../acceptance/start.ts";
import { fillRequest } from "./dashboard-desk.ts";

const HOOK = "http://127.0.0.1:9/hooks";

export interface Prepared {
  /** An open agreement's id. */
  open: string;
  /** Of one whose signed PDF is suspect. */
  suspect: string;
}

export interface Dialog {
  title: string | RegExp;
  path: (prepared: Prepared) => string;
  opens: (page: Page) => Promise<unknown>;
}

/** Agreements, an endpoint, a key, a preset and a draft that the dialogs are about. */
export const prepareDialogs = async (product: Product): Promise<Prepared> => {
  const make = async (path: string, json: unknown): Promise<void> => {
    const { status, text } = await call(product, "POST", path, { json });
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
  };
  const open = (await sendAgreement(product)).signature_id;
  await sandbox(product, "POST", "faults", { name: "download_truncated", parameters: {} });
  const damaged = await sendAgreement(product);
  await signAll(product, damaged.digisigner_request_id);
  const suspect = damaged.signature_id;
  await until(
    () => signature(product, suspect),
    ({ documents }) => documents[0].signed.state === "suspect",
    60,
  );
  await sandbox(product, "DELETE", "faults");
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
  return { open, suspect };
};

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name }).filter({ visible: true }).first().click();

const choose = (menu: string, item: string | RegExp) => async (page: Page) => {
  await press(menu)(page);
  await page.getByRole("menuitem", { name: item }).click();
};

const agreement = ({ open }: Prepared) => `/agreements/${open}`;
const filledIn = async (page: Page) => {
  await fillRequest(page, [{ name: "Jane Whitfield", email: "jane@northgate.example" }]);
};

export const dialogs: readonly Dialog[] = [
  {
    title: "Cancel this request?",
    path: agreement,
    opens: choose("More actions", "Cancel the request…"),
  },
  { title: "Record a refusal", path: agreement, opens: choose("More actions", "Record a refusal…") },
  { title: "Correct an address", path: agreement, opens: choose("More actions", "Correct an address…") },
  { title: "Signing links", path: agreement, opens: choose("More actions", "Signing links…") },
  { title: "Preview of the mails", path: agreement, opens: choose("More actions", "Preview of the mails…") },
  {
    title: "Accept the suspect PDF",
    path: ({ suspect }) => `/agreements/${suspect}`,
    opens: press("Accept it…"),
  },
  {
    title: /^Cancel 1 open agreement/,
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
    title: "Take “Quarterly waiver”?",
    path: () => "/new",
    opens: async (page) => {
      await filledIn(page);
      await choose("Presets", "Quarterly waiver")(page);
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
