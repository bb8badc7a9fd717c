// Asks the journal what came lately and led nowhere; the doctor's self-tests are left out here, so that they hide nothing.
import { SELF_TEST_EVENT } from "@creditnexus/contract";
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { newId } from "../ids.ts";
import type { JournalFacts } from "./facts.ts";

const DAY_MS = 86_400_000;
const LOOK_BACK_MS = 7 * DAY_MS;
/** Workers look at new callbacks within a second; half a minute means that none does. */
const UNTOUCHED_MS = 30_000;

type Db = Kysely<Schema>;

/** Newest first; an id starts with its time of receipt, so that a week is a range of the primary key. */
const readTroubled = async (db: Db, workspaceId: string, now: Date): Promise<JournalFacts["troubled"]> => {
  const { rows } = await sql<{
    outcome: JournalFacts["troubled"][number]["outcome"];
    count: number;
    callback_id: string;
    received_at: Date;
    event_type: string | null;
    outcome_detail: string | null;
  }>`
    select distinct on (outcome) outcome, (count(*) over (partition by outcome))::int as count,
      callback_id, received_at, event_type, outcome_detail
    from callback_journal
    where workspace_id = ${workspaceId}
      and callback_id > ${newId("callback", new Date(now.getTime() - LOOK_BACK_MS))}
      and outcome in ('parked', 'dead', 'unmatched', 'ignored')
      and event_type is distinct from ${SELF_TEST_EVENT}
    order by outcome, callback_id desc`.execute(db);
  const order = ["parked", "dead", "unmatched", "ignored"];
  return rows
    .toSorted((left, right) => order.indexOf(left.outcome) - order.indexOf(right.outcome))
    .map((row) => ({
      outcome: row.outcome,
      count: row.count,
      example: {
        callbackId: row.callback_id,
        receivedAt: row.received_at,
        eventType: row.event_type,
        detail: row.outcome_detail,
      },
    }));
};

/** The newest callback that was understood as one and is no self-test. */
const readLatestCallback = async (db: Db, workspaceId: string): Promise<JournalFacts["latest"]> => {
  const row = await db
    .selectFrom("callback_journal")
    .select(["received_at", "outcome"])
    .where("workspace_id", "=", workspaceId)
    .where("event_type", "is not", null)
    .where("event_type", "<>", SELF_TEST_EVENT)
    .orderBy("callback_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { receivedAt: row.received_at, outcome: row.outcome };
};

export const readJournal = async (db: Db, workspaceId: string, now: Date): Promise<JournalFacts> => {
  const [troubled, latest, untouched] = await Promise.all([
    readTroubled(db, workspaceId, now),
    readLatestCallback(db, workspaceId),
    db
      .selectFrom("callback_journal")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("next_attempt_at", "<", new Date(now.getTime() - UNTOUCHED_MS))
      .where("outcome", "=", "received")
      .executeTakeFirstOrThrow(),
  ]);
  return { troubled, latest, untouched: Number(untouched.count) };
};
