// The routes of people: who signed in with the organisation, and ending their sessions.
import { endPersonSessions } from "../../domain/people/end-sessions.ts";
import { listPeople } from "../../domain/people/list-people.ts";
import { personToWire } from "../../domain/people/wire.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";

export const peopleRoutes = (context: HttpContext): Pick<Handlers, "listPeople" | "endPersonSessions"> => ({
  listPeople: async ({ actor, query }) => {
    const { people, nextCursor } = await listPeople(context, actor.workspaceId, query);
    return { people: people.map(personToWire), next_cursor: nextCursor };
  },

  endPersonSessions: async ({ actor, params }) => ({
    ended: await endPersonSessions(context, actor, params.person_id),
  }),
});
