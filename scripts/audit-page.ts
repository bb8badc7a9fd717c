// Makes the reference page of the audit log from the actions of the contract and the bounds of refusals.
import { AUDIT_ACTION_MEANINGS } from "@creditnexus/contract";
import { REFUSALS_IN_ALL, REFUSALS_PER_SOURCE } from "../packages/service/src/domain/audit/record-refusal.ts";

export const auditPage = (): string => {
  const rows = Object.entries(AUDIT_ACTION_MEANINGS).map(
    ([action, meaning]) => `| \`${action}\` | ${meaning} |`,
  );
  return `# Audit log

Made from \`packages/contract/src/audit.ts\` by \`npm run docs\`. The log says who did what to what, when and from where. Read
it at the dashboard under Settings, Audit, with \`creditnexus audit list\`, or at \`GET /api/audit\` (role \`admin\`), newest
first, by actor, action, subject and time.

| action | means |
|---|---|
${rows.join("\n")}

## What an entry holds

The time, the action, the actor (a program's \`key\`, a \`person\` at the dashboard, a \`library\` caller in process, the \`desk\`
itself, or \`unknown\`) with id, name and role as they were then, the subject's type and id, a few details, the source
address, and the id of the call as in \`X-Request-Id\`. It never holds a key, a secret, a signing link, an access code, or
more of a webhook's URL than its origin.

## What can be relied on

* An entry is written in the transaction of its change: both exist or neither. What is handed out (links, signed PDFs,
  evidence) is written down before the first byte leaves.
* What changes nothing leaves no entry: a second cancellation, a call repeated with the same \`Idempotency-Key\`.
* The table \`audit_log\` only grows. A trigger refuses update, delete and truncate for every role of the database, its
  owner included; who may alter the table can still remove the trigger, so give the service a role of its own where that
  matters.
* Entries are kept for ever; nothing in the service removes any.
* Refused calls (\`session.refused\`, \`access.refused\`) need no valid key, so each kind is kept up to ${REFUSALS_PER_SOURCE} times an hour for one
  caller and address, and up to ${REFUSALS_IN_ALL} times an hour in all. The last one that is kept says \`limit_reached\`. Calls without any
  key are not written down.

What happened to one agreement, signers and callbacks included, stands in its own timeline, which is chained by hashes and
part of the [evidence](evidence.md).
`;
};
