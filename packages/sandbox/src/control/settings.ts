// Settings of the default account as the control API and the inspector show and change them.
import { z } from "zod";
import { type Account, accountByKey, defaultAccount, saveAccount } from "../accounts/store.ts";
import { defined } from "../db/columns.ts";
import type { Db } from "../db/open.ts";
import { SandboxError } from "../errors.ts";
import type { SettingsChange, SettingsItem } from "../pages-deps.ts";

const url = z
  .url({ protocol: /^https?$/, error: "must be an http or https URL" })
  .or(z.literal("").transform(() => null))
  .nullable()
  .optional();

export const settingsChange = z.strictObject({
  api_key: z.string().min(1).max(200).optional(),
  mode: z.enum(["TEST", "PROD"]).optional(),
  callback_urls: z.strictObject({ document_signed: url, signature_request_completed: url }).optional(),
  callback_secret: z.string().min(1).nullable().optional(),
  credits: z.int().min(0).nullable().optional(),
});

export function readSettings(db: Db): SettingsItem {
  const account = defaultAccount(db);
  return defined({
    api_key: account.apiKey,
    mode: account.mode,
    callback_urls: defined({
      document_signed: account.documentSignedUrl,
      signature_request_completed: account.signatureRequestCompletedUrl,
    }),
    callback_secret: account.callbackSecret,
    credits: account.credits,
  });
}

/** Keys left out keep their value. */
export function changeSettings(db: Db, change: SettingsChange): SettingsItem {
  const account = defaultAccount(db);
  const urls = change.callback_urls ?? {};
  const apiKey = change.api_key ?? account.apiKey;
  const other = accountByKey(db, apiKey);
  if (other && other.accountId !== account.accountId) {
    throw new SandboxError(409, "Another account of this sandbox has this API key already.");
  }
  const next: Account = defined({
    ...account,
    apiKey,
    mode: change.mode ?? account.mode,
    documentSignedUrl: pick(urls.document_signed, account.documentSignedUrl),
    signatureRequestCompletedUrl: pick(
      urls.signature_request_completed,
      account.signatureRequestCompletedUrl,
    ),
    callbackSecret: pick(change.callback_secret, account.callbackSecret),
    credits: pick(change.credits, account.credits),
  });
  saveAccount(db, next);
  return readSettings(db);
}

function pick<T>(change: T | null | undefined, before: T | undefined): T | undefined {
  return change === undefined ? before : (change ?? undefined);
}
