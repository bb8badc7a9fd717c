// Fills an empty sandbox from a seed: accounts, templates and documents, with fixed ids if wanted.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { newAccount } from "../accounts/prepare-account.ts";
import { type Account, accountByKey, defaultAccount, saveAccount } from "../accounts/store.ts";
import { defined } from "../db/columns.ts";
import type { Deps } from "../deps.ts";
import { uploadDocument } from "../documents/upload-document.ts";
import { createTemplate, readTemplateFields } from "../templates/create-template.ts";

const file = {
  /** Fixed id; a new one when absent. */
  document_id: z.string().min(1).max(100).optional(),
  title: z.string().min(1),
  /** Path of a PDF, relative to the seed file. */
  file: z.string().optional(),
  /** Or the PDF itself. */
  file_base64: z.string().optional(),
  /** Key of the account it belongs to; the first account when absent. */
  api_key: z.string().optional(),
};

const seedSchema = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        api_key: z.string().min(1),
        mode: z.enum(["TEST", "PROD"]).optional(),
        credits: z.int().min(0).optional(),
        callback_secret: z.string().min(1).optional(),
        callback_urls: z
          .strictObject({
            document_signed: z.url().optional(),
            signature_request_completed: z.url().optional(),
          })
          .optional(),
        from_name: z.string().optional(),
        default_subject: z.string().min(1).optional(),
        default_message: z.string().min(1).optional(),
      }),
    )
    .optional(),
  templates: z
    .array(z.strictObject({ ...file, fields: z.array(z.record(z.string(), z.unknown())).optional() }))
    .optional(),
  documents: z.array(z.strictObject(file)).optional(),
});

/** A seed that is valid, and the folder its paths start from. */
export interface Seed {
  content: z.infer<typeof seedSchema>;
  folder: string;
}

/** @throws Error that names the file and every fault in it. */
export async function readSeed(source: string | object): Promise<Seed> {
  const fromFile = typeof source === "string";
  const name = fromFile ? source : "the seed";
  let content: unknown = source;
  if (fromFile) {
    try {
      content = JSON.parse(await readFile(source, "utf8"));
    } catch (cause) {
      throw new Error(`The seed file "${source}" cannot be read: ${String(cause)}. Give a JSON file.`, {
        cause,
      });
    }
  }
  const parsed = seedSchema.safeParse(content);
  if (!parsed.success) throw new Error(`${name} is not a valid seed:\n${z.prettifyError(parsed.error)}`);
  return { content: parsed.data, folder: fromFile ? dirname(resolve(source)) : process.cwd() };
}

/** Accounts are added or changed; documents and templates are added. */
export async function applySeed(deps: Deps, { content, folder }: Seed): Promise<void> {
  for (const seeded of content.accounts ?? []) {
    const known = accountByKey(deps.db, seeded.api_key);
    const account = known ?? newAccount(`account-${seeded.api_key}`, seeded.api_key);
    saveAccount(deps.db, withSeed(account, seeded));
  }
  for (const item of content.templates ?? []) {
    const fields = readTemplateFields({ fields: item.fields ?? [] });
    await createTemplate(deps, accountOf(deps, item.api_key), await fileOf(item, folder), fields);
  }
  for (const item of content.documents ?? []) {
    await uploadDocument(deps, accountOf(deps, item.api_key), await fileOf(item, folder));
  }
}

type SeededAccount = NonNullable<z.infer<typeof seedSchema>["accounts"]>[number];
type SeededFile = NonNullable<z.infer<typeof seedSchema>["documents"]>[number];

function withSeed(account: Account, seeded: SeededAccount): Account {
  return defined({
    ...account,
    mode: seeded.mode ?? account.mode,
    credits: seeded.credits ?? account.credits,
    callbackSecret: seeded.callback_secret ?? account.callbackSecret,
    documentSignedUrl: seeded.callback_urls?.document_signed ?? account.documentSignedUrl,
    signatureRequestCompletedUrl:
      seeded.callback_urls?.signature_request_completed ?? account.signatureRequestCompletedUrl,
    fromName: seeded.from_name ?? account.fromName,
    defaultSubject: seeded.default_subject ?? account.defaultSubject,
    defaultMessage: seeded.default_message ?? account.defaultMessage,
  });
}

function accountOf({ db }: Deps, apiKey: string | undefined): Account {
  if (apiKey === undefined) return defaultAccount(db);
  const account = accountByKey(db, apiKey);
  if (!account)
    throw new Error(`The seed names an account with the key "${apiKey}" that it does not define.`);
  return account;
}

async function fileOf(
  item: SeededFile,
  folder: string,
): Promise<{ name: string; bytes: Uint8Array; documentId?: string }> {
  if ((item.file === undefined) === (item.file_base64 === undefined)) {
    throw new Error(`The seed's document "${item.title}" needs either "file" or "file_base64".`);
  }
  const bytes =
    item.file === undefined
      ? Buffer.from(item.file_base64 ?? "", "base64")
      : await readFile(resolve(folder, item.file));
  // The extension is cut off as for an upload.
  return {
    name: `${item.title}.pdf`,
    bytes,
    ...(item.document_id === undefined ? {} : { documentId: item.document_id }),
  };
}
