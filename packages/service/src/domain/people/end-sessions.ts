// Signs a person out everywhere; whether they may come back is up to the identity provider.
import { NotFoundError } from "../../errors.ts";
import type { Deps } from "../deps.ts";

/**
 * Resolves to how many sessions ended.
 *
 * @throws NotFoundError
 */
export const endPersonSessions = async (
  deps: Pick<Deps, "db" | "clock" | "log">,
  workspaceId: string,
  personId: string,
): Promise<number> => {
  const person = await deps.db
    .selectFrom("people")
    .select("person_id")
    .where("workspace_id", "=", workspaceId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (person === undefined) {
    throw new NotFoundError({ code: "not_found", message: `There is no person ${personId}: check the id.` });
  }
  const removed = await deps.db
    .deleteFrom("sessions")
    .where("workspace_id", "=", workspaceId)
    .where("person_id", "=", personId)
    .returning("expires_at")
    .execute();
  deps.log.info({ personId }, "sessions of a person ended");
  return removed.filter(({ expires_at }) => expires_at > deps.clock.now()).length;
};
