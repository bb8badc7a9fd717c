// The commands below `creditnexus audit`: who did what.
import { AUDIT_ACTIONS, type AuditEntry } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { shortTime } from "../status/columns.ts";
import { cursorFlag, limitFlag } from "../status/list-signatures.ts";
import { safeText } from "../terminal/safe-text.ts";
import { type Column, table } from "../terminal/table.ts";
import { UtcTime } from "../utc-time.ts";

const columns: Column<AuditEntry>[] = [
  { title: "AT", value: (entry) => shortTime(entry.at) },
  { title: "WHO", value: (entry) => safeText(entry.actor.name), flexible: true },
  { title: "ACTION", value: (entry) => entry.action },
  { title: "SUBJECT", value: (entry) => safeText(entry.subject?.id ?? "–") },
  { title: "FROM", value: (entry) => entry.source_address ?? "–" },
];

export const list = command({
  name: "audit list",
  summary: "List who did what, newest first",
  arguments: {},
  flags: {
    actor: { value: "WHO", summary: "only by this key id, or part of a name", schema: z.string().optional() },
    action: {
      value: "ACTION",
      many: true,
      summary: "only these actions, such as key.created",
      schema: z.array(z.enum(AUDIT_ACTIONS, `expected one of ${AUDIT_ACTIONS.join(", ")}`)).optional(),
      completes: AUDIT_ACTIONS,
    },
    subject: { value: "ID", summary: "only what was done to this", schema: z.string().optional() },
    since: { value: "TIME", summary: "since then (UTC)", schema: UtcTime.optional() },
    until: { value: "TIME", summary: "until then (UTC)", schema: UtcTime.optional() },
    limit: limitFlag,
    cursor: cursorFlag,
  },
  examples: [
    { does: "who touched an agreement", line: "creditnexus audit list --subject sig_01jabc" },
    { does: "refused attempts", line: "creditnexus audit list --action session.refused access.refused" },
  ],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async ({ actor, action, subject, since, until, limit, cursor }, context) => {
    const found = await context.desk.audit.list({
      limit,
      ...(actor === undefined ? {} : { actor }),
      ...(action === undefined ? {} : { action }),
      ...(subject === undefined ? {} : { subject }),
      ...(since === undefined ? {} : { from: since }),
      ...(until === undefined ? {} : { to: until }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const { terminal } = context;
    return {
      data: found,
      text: () =>
        found.entries.length === 0
          ? "Nothing was done that matches."
          : table(found.entries, columns, { width: terminal.width, heading: terminal.style.dim }),
    };
  },
});
