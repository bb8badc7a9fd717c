// Accounts: API key, TEST or PROD, callback URLs, credits and the texts used when a sender gives none.
import { defined, number, optionalNumber, optionalText, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";

export interface Account {
  accountId: string;
  apiKey: string;
  mode: "TEST" | "PROD";
  documentSignedUrl?: string;
  signatureRequestCompletedUrl?: string;
  callbackSecret?: string;
  /** Absent: unlimited. */
  credits?: number;
  fromName: string;
  defaultSubject: string;
  defaultMessage: string;
}

function toAccount(row: Row): Account {
  return defined({
    accountId: text(row, "account_id"),
    apiKey: text(row, "api_key"),
    mode: text(row, "mode") === "PROD" ? ("PROD" as const) : ("TEST" as const),
    documentSignedUrl: optionalText(row, "document_signed_url"),
    signatureRequestCompletedUrl: optionalText(row, "signature_request_completed_url"),
    callbackSecret: optionalText(row, "callback_secret"),
    credits: optionalNumber(row, "credits"),
    fromName: text(row, "from_name"),
    defaultSubject: text(row, "default_subject"),
    defaultMessage: text(row, "default_message"),
  });
}

export function saveAccount(db: Db, account: Account): void {
  db.run(
    `INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET
       api_key = excluded.api_key, mode = excluded.mode,
       document_signed_url = excluded.document_signed_url,
       signature_request_completed_url = excluded.signature_request_completed_url,
       callback_secret = excluded.callback_secret, credits = excluded.credits,
       from_name = excluded.from_name, default_subject = excluded.default_subject,
       default_message = excluded.default_message`,
    account.accountId,
    account.apiKey,
    account.mode,
    account.documentSignedUrl ?? null,
    account.signatureRequestCompletedUrl ?? null,
    account.callbackSecret ?? null,
    account.credits ?? null,
    account.fromName,
    account.defaultSubject,
    account.defaultMessage,
  );
}

export function accountByKey(db: Db, apiKey: string): Account | undefined {
  const row = db.get("SELECT * FROM accounts WHERE api_key = ?", apiKey);
  return row && toAccount(row);
}

export function accountById(db: Db, accountId: string): Account {
  const row = db.get("SELECT * FROM accounts WHERE account_id = ?", accountId);
  if (!row) throw new Error(`account "${accountId}" does not exist in the sandbox`);
  return toAccount(row);
}

/** The account the control API's settings speak of: the first one. */
export function defaultAccount(db: Db): Account {
  const row = db.get("SELECT * FROM accounts ORDER BY rowid LIMIT 1");
  if (!row) throw new Error("the sandbox has no account");
  return toAccount(row);
}

export function countAccounts(db: Db): number {
  const row = db.get("SELECT count(*) AS accounts FROM accounts");
  return row ? number(row, "accounts") : 0;
}
