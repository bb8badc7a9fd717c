// Lists the people of a workspace, newest first, each with how many browsers are signed in.
import { sql } from "kysely";
import { page, readCursor } from "../cursor.ts";
import type { Deps } from "../deps.ts";
import { type Person, personFromRow } from "./person.ts";

export type ListedPerson = Person & { openSessions: number };

export const listPeople = async (
  deps: Pick<Deps, "db" | "clock">,
  workspaceId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ people: ListedPerson[]; nextCursor: string | null }> => {
  let select = deps.db
    .selectFrom("people as person")
    .selectAll()
    .select((person) =>
      person
        .selectFrom("sessions as session")
        .select((session) => session.fn.countAll<string>().as("count"))
        .whereRef("session.workspace_id", "=", "person.workspace_id")
        .whereRef("session.person_id", "=", "person.person_id")
        .where("session.expires_at", ">", deps.clock.now())
        .as("open_sessions"),
    )
    .where("person.workspace_id", "=", workspaceId)
    .orderBy("person.created_at", "desc")
    .orderBy("person.person_id", "desc")
    .limit(query.limit + 1);
  if (query.cursor !== undefined) {
    const { at, id } = readCursor(query.cursor);
    select = select.where(sql<boolean>`(person.created_at, person.person_id) < (${at}, ${id})`);
  }
  const { rows, nextCursor } = page(await select.execute(), query.limit, (row) => ({
    at: row.created_at,
    id: row.person_id,
  }));
  return {
    people: rows.map((row) => ({ ...personFromRow(row), openSessions: Number(row.open_sessions) })),
    nextCursor,
  };
};
