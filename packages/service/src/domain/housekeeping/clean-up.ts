// Removes what has served its time: answers kept for repeated calls, and sessions that ended.
import type { Deps } from "../deps.ts";

/** A call is not repeated after a week. */
const ANSWERS_KEPT_MS = 7 * 86_400_000;

export const cleanUp = async (deps: Pick<Deps, "db" | "clock" | "log">): Promise<void> => {
  const now = deps.clock.now();
  const answers = await deps.db
    .deleteFrom("idempotency_keys")
    .where("created_at", "<", new Date(now.getTime() - ANSWERS_KEPT_MS))
    .executeTakeFirst();
  const sessions = await deps.db.deleteFrom("sessions").where("expires_at", "<", now).executeTakeFirst();
  const removed = { answers: Number(answers.numDeletedRows), sessions: Number(sessions.numDeletedRows) };
  if (removed.answers + removed.sessions > 0) deps.log.debug(removed, "cleaned up");
};
