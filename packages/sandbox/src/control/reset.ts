// Empties the sandbox: everything but accounts with their settings and the certificate authority.
import type { Deps } from "../deps.ts";

const TABLES = [
  "attachments",
  "access_grants",
  "fields",
  "signers",
  "invitations",
  "request_documents",
  "requests",
  "callback_attempts",
  "callbacks",
  "documents",
  "contents",
  "mails",
  "audit",
  "faults",
] as const;

export function resetState({ db, clock }: Deps): void {
  db.transaction(() => {
    for (const table of TABLES) db.run(`DELETE FROM ${table}`);
    clock.reset();
  });
}
