// Counts the agreements and callbacks of a period, in the database and over all of them.
import { AGE_CLASSES, type Figures, SIGNING_CLASSES } from "@creditnexus/contract";
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { inSnapshot } from "../../db/snapshot.ts";
import type { Deps } from "../deps.ts";
import { countCallbacks } from "./count-callbacks.ts";
import { type Period, periodOf } from "./period.ts";

type Db = Kysely<Schema>;

const ENDED = ["declined", "expired", "cancelled", "failed"] as const;

const inPeriod = (workspaceId: string, { from, to }: Period) =>
  sql`workspace_id = ${workspaceId} and requested_at >= ${from} and requested_at < ${to}`;

/** How many fall into each class; the bounds are whole days, a time on a bound counts in the class above it. */
const spread = (counts: readonly number[], bounds: readonly number[]): Figures["ageing"]["classes"] =>
  [...bounds, null].map((below_days, index) => ({ below_days, count: counts[index] ?? 0 }));

const SECONDS = 86_400;
const secondsOf = (days: readonly number[]) => sql`${days.map((each) => each * SECONDS)}::float8[]`;

const readFunnel = async (db: Db, workspaceId: string, period: Period) => {
  const { rows } = await sql<{ status: string; requested: number; sent: number; proved: number }>`
    select status, count(*)::int as requested, count(sent_at)::int as sent, count(collected_at)::int as proved
    from signatures where ${inPeriod(workspaceId, period)} group by status`.execute(db);
  // Who is in progress or completed was signed by somebody; of the others it has to be looked up.
  const { rows: signed } = await sql<{ count: number }>`
    select count(*)::int as count from signatures s
    where ${inPeriod(workspaceId, period)} and status in (${sql.join([...ENDED])}) and exists (
      select from signer_documents d
      where d.workspace_id = s.workspace_id and d.signature_id = s.signature_id and d.status = 'signed'
    )`.execute(db);
  const of = (status: string) => rows.find((row) => row.status === status)?.requested ?? 0;
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  return {
    funnel: {
      requested: sum((row) => row.requested),
      sent: sum((row) => row.sent),
      first_signed: of("in_progress") + of("completed") + (signed[0]?.count ?? 0),
      completed: of("completed"),
      proved: sum((row) => row.proved),
    },
    ended: {
      declined: of("declined"),
      expired: of("expired"),
      cancelled: of("cancelled"),
      failed: of("failed"),
    },
  };
};

const readSigning = async (db: Db, workspaceId: string, period: Period): Promise<Figures["time_to_sign"]> => {
  const { rows } = await sql<{ median: number | null; counts: number[] }>`
    with times as (
      select extract(epoch from completed_at - coalesce(sent_at, requested_at))::float8 as seconds
      from signatures
      where ${inPeriod(workspaceId, period)} and status = 'completed' and completed_at is not null
    ), classes as (
      select width_bucket(seconds, ${secondsOf(SIGNING_CLASSES)}) as class, count(*)::int as count
      from times group by 1
    )
    select (select percentile_cont(0.5) within group (order by seconds) from times) as median,
      (select array_agg(coalesce(count, 0) order by n)
        from generate_series(0, ${SIGNING_CLASSES.length}::int) n left join classes on class = n) as counts`.execute(
    db,
  );
  const [row] = rows;
  const median = row?.median ?? null;
  return {
    median_days: median === null ? null : median / SECONDS,
    classes: spread(row?.counts ?? [], SIGNING_CLASSES),
  };
};

const readAgeing = async (
  db: Db,
  workspaceId: string,
  period: Period,
  now: Date,
): Promise<Figures["ageing"]> => {
  const { rows } = await sql<{ class: number; count: number }>`
    select width_bucket(extract(epoch from ${now}::timestamptz - requested_at)::float8, ${secondsOf(AGE_CLASSES)}) as class,
      count(*)::int as count
    from signatures
    where ${inPeriod(workspaceId, period)} and status in ('sending', 'pending', 'in_progress')
    group by 1`.execute(db);
  const counts = [...AGE_CLASSES, null].map(
    (_bound, index) => rows.find((row) => row.class === index)?.count ?? 0,
  );
  return { open: counts.reduce((sum, count) => sum + count, 0), classes: spread(counts, AGE_CLASSES) };
};

/** @throws InvalidInputError for a period that ends before it begins, or is too long. */
export const readFigures = (
  deps: Pick<Deps, "db" | "clock">,
  workspaceId: string,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<Figures> => {
  const now = deps.clock.now();
  const period = periodOf(asked, now);
  return inSnapshot(deps.db, async (snapshot) => ({
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    ...(await readFunnel(snapshot, workspaceId, period)),
    time_to_sign: await readSigning(snapshot, workspaceId, period),
    ageing: await readAgeing(snapshot, workspaceId, period, now),
    callbacks: await countCallbacks(snapshot, workspaceId, period),
  }));
};
