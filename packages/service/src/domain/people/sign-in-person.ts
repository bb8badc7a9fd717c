// Lets a person in whom the identity provider vouches for, with the role that they have there now.
import type { RoleRules } from "../../config/config.ts";
import type { Identity } from "../../identity/identity.ts";
import { SignInError } from "../../identity/sign-in-error.ts";
import type { Origin } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { type OpenedSession, openSession } from "../keys/sessions.ts";
import { personActor, personFromRow } from "./person.ts";
import { roleOfClaims } from "./role-of-claims.ts";

type SignInDeps = Pick<Deps, "db" | "clock" | "log">;

/**
 * Makes or updates the person and opens a session. Sessions they have elsewhere act with the new role at once.
 *
 * @throws SignInError `no_role`; sessions of a person who has lost every role end with it
 */
export const signInPerson = async (
  deps: SignInDeps,
  workspaceId: string,
  identity: Identity,
  rules: RoleRules,
  origin?: Origin,
): Promise<OpenedSession> => {
  const role = roleOfClaims(identity.claims, rules);
  if (role === undefined) {
    await endSessionsOf(deps, workspaceId, identity);
    throw new SignInError("no_role", "no value of the role claim gives this person a role");
  }
  const now = deps.clock.now();
  const told = { name: identity.name, email: identity.email, role, last_seen_at: now };
  const row = await deps.db
    .insertInto("people")
    .values({
      workspace_id: workspaceId,
      person_id: newId("person", now),
      issuer: identity.issuer,
      subject: identity.subject,
      created_at: now,
      ...told,
    })
    .onConflict((conflict) => conflict.columns(["workspace_id", "issuer", "subject"]).doUpdateSet(told))
    .returningAll()
    .executeTakeFirstOrThrow();
  const person = personFromRow(row);
  deps.log.info({ personId: person.personId, role }, "person signed in");
  return openSession(deps, {
    ...personActor(workspaceId, person),
    ...(origin === undefined ? {} : { origin }),
  });
};

const endSessionsOf = async (deps: SignInDeps, workspaceId: string, identity: Identity): Promise<void> => {
  await deps.db
    .deleteFrom("sessions")
    .where("workspace_id", "=", workspaceId)
    .where("person_id", "in", (people) =>
      people
        .selectFrom("people")
        .select("person_id")
        .where("workspace_id", "=", workspaceId)
        .where("issuer", "=", identity.issuer)
        .where("subject", "=", identity.subject),
    )
    .execute();
};
