// Signs a person out everywhere; whether they may come back is up to the identity provider.
import { NotFoundError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";

/**
 * Resolves to how many sessions ended.
 *
 * @throws NotFoundError
 */
export const endPersonSessions = async (
  deps: Pick<Deps, "db" | "clock" | "log">,
  actor: Actor,
  personId: string,
): Promise<number> => {
  const { workspaceId } = actor;
  const person = await deps.db
    .selectFrom("people")
    .select("person_id")
    .where("workspace_id", "=", workspaceId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (person === undefined) {
    throw new NotFoundError({ code: "not_found", message: `There is no person ${personId}: check the id.` });
  }
  const now = deps.clock.now();
  const ended = await deps.db.transaction().execute(async (transaction) => {
    const removed = await transaction
      .deleteFrom("sessions")
      .where("workspace_id", "=", workspaceId)
      .where("person_id", "=", personId)
      .returning("expires_at")
      .execute();
    const count = removed.filter(({ expires_at }) => expires_at > now).length;
    await recordAudit(transaction, actor, {
      at: now,
      action: "person.sessions_ended",
      subject: { type: "person", id: personId },
      details: { ended: count },
    });
    return count;
  });
  deps.log.info({ personId }, "sessions of a person ended");
  return ended;
};
