// The commands below `creditnexus people`: who signed in with the organisation, and signing somebody out.
import { type Person, PersonId } from "@creditnexus/contract";
import { command } from "../command/command.ts";
import { shortTime } from "../status/columns.ts";
import { cursorFlag, limitFlag } from "../status/list-signatures.ts";
import { safeText } from "../terminal/safe-text.ts";
import { type Column, table } from "../terminal/table.ts";

const columns: Column<Person>[] = [
  { title: "ID", value: (person) => person.person_id },
  { title: "NAME", value: (person) => safeText(person.name ?? "–"), flexible: true },
  { title: "EMAIL", value: (person) => safeText(person.email ?? "–"), flexible: true },
  { title: "ROLE", value: (person) => person.role },
  { title: "SEEN", value: (person) => shortTime(person.last_seen_at) },
  { title: "SESSIONS", value: (person) => String(person.open_sessions) },
];

export const list = command({
  name: "people list",
  summary: "List who signed in with the organisation, with role and open sessions",
  details:
    "The role is the one that the identity provider gave at the last sign-in: it is changed there, not here. People who use keys only are in `keys list`.",
  arguments: {},
  flags: { limit: limitFlag, cursor: cursorFlag },
  examples: [
    { does: "everybody", line: "creditnexus people list" },
    {
      does: "who is an admin",
      line: "creditnexus people list | jq -r '.people[] | select(.role == \"admin\").email'",
    },
  ],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async ({ limit, cursor }, context) => {
    const found = await context.desk.people.list({ limit, ...(cursor === undefined ? {} : { cursor }) });
    const { terminal } = context;
    return {
      data: found,
      text: () =>
        found.people.length === 0
          ? "Nobody has signed in with the organisation."
          : table(found.people, columns, { width: terminal.width, heading: terminal.style.dim }),
    };
  },
});

export const signOut = command({
  name: "people sign-out",
  summary: "End all sessions of a person at once",
  details:
    "Whoever may still sign in at the identity provider may come back: take the person's role away there first.",
  arguments: { id: { schema: PersonId, summary: "person id (usr_…)" } },
  flags: {},
  examples: [{ does: "somebody who left", line: "creditnexus people sign-out usr_01jabc" }],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const done = await context.desk.people.endSessions(id);
    return { data: done, text: () => `${done.ended} sessions of ${id} have ended.` };
  },
});
