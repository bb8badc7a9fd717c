// Puts jobs that failed for good back in line, because a person says so.
import type { Queue } from "../../queue/queue.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";

/** More would make an entry of the log as long as the list itself. */
const NAMED = 20;

/** All of them when `jobIds` is left out; resolves to how many. */
export const retryDeadLetters = (
  deps: Pick<Deps, "db" | "clock"> & { queue: Pick<Queue, "retryDeadLetters"> },
  actor: Actor,
  jobIds?: readonly string[],
): Promise<number> =>
  deps.db.transaction().execute(async (transaction) => {
    const retried = await deps.queue.retryDeadLetters(transaction, jobIds);
    const [only] = jobIds ?? [];
    await recordAudit(transaction, actor, {
      at: deps.clock.now(),
      action: "jobs.retried",
      subject: jobIds?.length === 1 && only !== undefined ? { type: "job", id: only } : undefined,
      details: { retried, job_ids: jobIds?.slice(0, NAMED) ?? "all" },
    });
    return retried;
  });
