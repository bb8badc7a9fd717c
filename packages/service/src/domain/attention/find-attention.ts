// Finds what needs a person: agreements by their gravest reason, callbacks that led nowhere, and work that gave up.
import { ATTENTION_KINDS, type AttentionKind, SELF_TEST_EVENT } from "@creditnexus/contract";
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { inSnapshot } from "../../db/snapshot.ts";
import type { Queue } from "../../queue/queue.ts";
import type { Deps } from "../deps.ts";
import { idFloor } from "../ids.ts";
import { gravestReasons } from "../signatures/gravest-reasons.ts";
import { completeSignatures } from "../signatures/load-signatures.ts";
import type { Signature } from "../signatures/signature.ts";

/** As in the service's checks of itself. */
const PARKED_MS = 7 * 86_400_000;

export type Attention = {
  total: number;
  counts: Record<AttentionKind, number>;
  parkedCallbacks: number;
  deadLetters: number;
  agreements: { kind: AttentionKind; signature: Signature }[];
};

type Db = Kysely<Schema>;
type Found = { signature_id: string; kind: AttentionKind; count: number };

/** The first `limit`, each with how many there are of its kind; a kind of which none is shown has a row all the same. */
const findAgreements = async (db: Db, workspaceId: string, now: Date, limit: number): Promise<Found[]> => {
  const { rows } = await sql<Found>`
    with once as (${gravestReasons(workspaceId, now)}),
    placed as (
      select *, count(*) over (partition by rank)::int as count,
        row_number() over (partition by rank order by urgency desc, signature_id desc) as place,
        row_number() over (order by rank, urgency desc, signature_id desc) as overall
      from once
    )
    select signature_id, kind, count from placed where overall <= ${limit} or place = 1 order by overall`.execute(
    db,
  );
  return rows;
};

const countParked = async (db: Db, workspaceId: string, now: Date): Promise<number> => {
  const { count } = await db
    .selectFrom("callback_journal")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .where("callback_id", ">=", idFloor("callback", new Date(now.getTime() - PARKED_MS)))
    .where("outcome", "in", ["parked", "dead"])
    .where(sql<boolean>`event_type is distinct from ${SELF_TEST_EVENT}`)
    .executeTakeFirstOrThrow();
  return count;
};

export const findAttention = async (
  deps: Pick<Deps, "db" | "clock"> & { queue: Pick<Queue, "countDeadLetters"> },
  workspaceId: string,
  limit: number,
): Promise<Attention> => {
  const now = deps.clock.now();
  const deadLetters = await deps.queue.countDeadLetters();
  return inSnapshot(deps.db, async (snapshot) => {
    const found = await findAgreements(snapshot, workspaceId, now, limit);
    const shown = found.slice(0, limit);
    const ids = shown.map(({ signature_id }) => signature_id);
    const rows =
      ids.length === 0
        ? []
        : await snapshot
            .selectFrom("signatures")
            .selectAll()
            .where("workspace_id", "=", workspaceId)
            .where("signature_id", "in", ids)
            .execute();
    const whole = await completeSignatures(snapshot, workspaceId, rows);
    const byId = new Map(whole.map((signature) => [signature.signatureId, signature]));
    const countOf = (kind: AttentionKind) => found.find((each) => each.kind === kind)?.count ?? 0;
    const counts = Object.fromEntries(
      ATTENTION_KINDS.map((kind) => [kind, countOf(kind)]),
    ) as Attention["counts"];
    return {
      total: Object.values(counts).reduce((sum, count) => sum + count, 0),
      counts,
      parkedCallbacks: await countParked(snapshot, workspaceId, now),
      deadLetters,
      agreements: shown.flatMap(({ signature_id, kind }) => {
        const signature = byId.get(signature_id);
        return signature === undefined ? [] : [{ kind, signature }];
      }),
    };
  });
};
