// Asks what the workers have to do and what they gave up, and what DigiSigner's callbacks did not tell.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Queue } from "../../queue/queue.ts";
import type { DriftFacts, WorkFacts } from "./facts.ts";

const MINUTE_MS = 60_000;
/** Jobs start within seconds; this late means that workers do not keep up. */
const JOBS_LATE_MS = 2 * MINUTE_MS;
/** The reconciler's own measure, as in the metrics. */
const LOOKS_LATE_MS = 10 * MINUTE_MS;
const DRIFT_LOOK_BACK_MS = 7 * 24 * 60 * MINUTE_MS;

const before = (now: Date, milliseconds: number): Date => new Date(now.getTime() - milliseconds);

export type WorkDeps = {
  db: Kysely<Schema>;
  queue: Pick<Queue, "countDeadLetters" | "deadLetters" | "overdue" | "workers">;
};

export const readWork = async (
  { db, queue }: WorkDeps,
  workspaceId: string,
  now: Date,
): Promise<WorkFacts> => {
  const [workers, overdueJobs, deadLetters, [newest], looks, endpoints] = await Promise.all([
    queue.workers(),
    queue.overdue(before(now, JOBS_LATE_MS)),
    queue.countDeadLetters(),
    queue.deadLetters({ limit: 1 }),
    db
      .selectFrom("signatures")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("next_sync_at", "<", before(now, LOOKS_LATE_MS))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("webhook_endpoints")
      .select(["endpoint_id", "failing_since"])
      .where("workspace_id", "=", workspaceId)
      .where("failing_since", "is not", null)
      .execute(),
  ]);
  return {
    workers,
    overdueJobs,
    overdueLooks: Number(looks.count),
    deadLetters: {
      count: deadLetters,
      newest: newest === undefined ? undefined : { queue: newest.queue, cause: newest.cause },
    },
    failingEndpoints: endpoints.flatMap(({ endpoint_id, failing_since }) =>
      failing_since === null ? [] : [{ endpointId: endpoint_id, since: failing_since }],
    ),
  };
};

/**
 * Agreements whose signing was found out by asking, and about which no callback of a signing ever came: a callback that
 * the look merely overtook is no drift.
 */
export const readDrift = async (db: Kysely<Schema>, workspaceId: string, now: Date): Promise<DriftFacts> => {
  const row = await db
    .selectFrom("signatures")
    .select((select) => [
      select.fn.countAll<number>().as("signatures"),
      sql<number>`coalesce(sum(missed_callbacks), 0)::int`.as("missed"),
      sql<string | null>`(array_agg(signatures.signature_id order by updated_at desc))[1]`.as("example"),
    ])
    .where("signatures.workspace_id", "=", workspaceId)
    .where("missed_callbacks", ">", 0)
    .where("updated_at", ">", before(now, DRIFT_LOOK_BACK_MS))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("callback_journal")
            .select("callback_id")
            .whereRef("callback_journal.workspace_id", "=", "signatures.workspace_id")
            .whereRef("callback_journal.signature_id", "=", "signatures.signature_id")
            .where("event_type", "=", "DOCUMENT_SIGNED"),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return {
    missed: row.missed,
    signatures: Number(row.signatures),
    example: row.example ?? undefined,
  };
};
