// Makes sure the first account exists and has the key and callback URLs the start asks for.
import { DEFAULT_API_KEY, DEFAULT_FROM_NAME, DEFAULT_MESSAGE, DEFAULT_SUBJECT } from "../choices.ts";
import { defined } from "../db/columns.ts";
import type { Db } from "../db/open.ts";
import type { SandboxOptions } from "../options.ts";
import { type Account, countAccounts, defaultAccount, saveAccount } from "./store.ts";

/** An account starts in TEST mode. */
export function newAccount(accountId: string, apiKey: string): Account {
  return {
    accountId,
    apiKey,
    mode: "TEST",
    fromName: DEFAULT_FROM_NAME,
    defaultSubject: DEFAULT_SUBJECT,
    defaultMessage: DEFAULT_MESSAGE,
  };
}

export function prepareAccount(db: Db, options: SandboxOptions): void {
  const account =
    countAccounts(db) > 0 ? defaultAccount(db) : newAccount("default", options.apiKey ?? DEFAULT_API_KEY);
  const urls = options.callbackUrls ?? {};
  saveAccount(
    db,
    defined({
      ...account,
      apiKey: options.apiKey ?? account.apiKey,
      documentSignedUrl: urls.documentSigned ?? account.documentSignedUrl,
      signatureRequestCompletedUrl: urls.signatureRequestCompleted ?? account.signatureRequestCompletedUrl,
    }),
  );
}
