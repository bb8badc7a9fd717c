// Converts people to their form on the wire.
import type { Person as Wire } from "@creditnexus/contract";
import type { ListedPerson } from "./list-people.ts";

export const personToWire = (person: ListedPerson): Wire => ({
  person_id: person.personId,
  name: person.name,
  email: person.email,
  role: person.role,
  issuer: person.issuer,
  subject: person.subject,
  created_at: person.createdAt.toISOString(),
  last_seen_at: person.lastSeenAt.toISOString(),
  open_sessions: person.openSessions,
});
