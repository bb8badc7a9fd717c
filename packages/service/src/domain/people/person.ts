// A person who signs in with the organisation's identity provider.
import type { Role } from "@creditnexus/contract";
import type { Selectable } from "kysely";
import type { PeopleTable } from "../../db/schema.ts";
import type { Actor } from "../actor.ts";

export type Person = {
  personId: string;
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
  role: Role;
  createdAt: Date;
  lastSeenAt: Date;
};

type Named = Pick<Person, "name" | "email" | "subject">;

/**
 * As the timeline shows a person: people can often choose their name at the provider, so it never stands without what
 * they cannot choose.
 */
export const nameOf = ({ name, email, subject }: Named): string => {
  const known = email ?? subject;
  return name === null || name === known ? known : `${name} (${known})`;
};

export const personActor = (
  workspaceId: string,
  person: Named & Pick<Person, "personId" | "role">,
): Actor => ({
  workspaceId,
  kind: "person",
  keyId: null,
  personId: person.personId,
  name: nameOf(person),
  role: person.role,
});

export const personFromRow = (row: Selectable<PeopleTable>): Person => ({
  personId: row.person_id,
  issuer: row.issuer,
  subject: row.subject,
  email: row.email,
  name: row.name,
  role: row.role,
  createdAt: row.created_at,
  lastSeenAt: row.last_seen_at,
});
