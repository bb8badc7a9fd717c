// The commands below `creditnexus keys`: who may call the service.
import { type Key, KeyId, ROLES } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { shortTime } from "../status/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import { type Column, table } from "../terminal/table.ts";

const columns: Column<Key>[] = [
  { title: "ID", value: (key) => key.key_id },
  { title: "NAME", value: (key) => safeText(key.name), flexible: true },
  { title: "ROLE", value: (key) => key.role },
  { title: "BEGINS", value: (key) => safeText(key.prefix) },
  { title: "MADE", value: (key) => shortTime(key.created_at) },
  { title: "USED", value: (key) => shortTime(key.last_used_at) },
  { title: "REVOKED", value: (key) => shortTime(key.revoked_at) },
];

export const create = command({
  name: "keys create",
  summary: "Make an API key; it is shown only this once",
  arguments: {
    name: {
      schema: z.string().trim().min(1, "expected a name").max(100),
      summary: "what it is for, such as ci",
    },
  },
  flags: {
    role: {
      value: "ROLE",
      summary: `what it may do: ${ROLES.join(", ")}; each includes the ones before it`,
      schema: z.enum(ROLES, `expected one of ${ROLES.join(", ")}`).default("sender"),
      completes: ROLES,
    },
  },
  examples: [{ does: "for a pipeline", line: "creditnexus keys create ci --role sender | jq -r .key" }],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async ({ name, role }, context) => {
    const made = await context.desk.keys.create({ name, role });
    const { style } = context.terminal;
    return {
      data: made,
      text: () =>
        `${made.key}\n\n${style.dim(`${made.key_id}, ${made.role}: keep it now, it is not shown again.`)}`,
    };
  },
});

export const list = command({
  name: "keys list",
  summary: "List API keys",
  arguments: {},
  flags: {},
  examples: [{ does: "all keys", line: "creditnexus keys list" }],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async (_input, context) => {
    const found = await context.desk.keys.list();
    const { terminal } = context;
    return {
      data: found,
      text: () => table(found.keys, columns, { width: terminal.width, heading: terminal.style.dim }),
    };
  },
});

export const revoke = command({
  name: "keys revoke",
  summary: "Revoke an API key at once",
  arguments: { id: { schema: KeyId, summary: "key id (key_…)" } },
  flags: {},
  examples: [{ does: "a key that leaked", line: "creditnexus keys revoke key_01jabc" }],
  errors: ["not_found", "conflict", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const revoked = await context.desk.keys.revoke(id);
    return { data: revoked, text: () => `${revoked.key_id} (${safeText(revoked.name)}) is revoked.` };
  },
});
