// Counts the callbacks of a period by hour or day, and the signings that none of them told of.
import type { Figures } from "@creditnexus/contract";
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { idFloor } from "../ids.ts";
import { type Period, stepOf, stepsOf } from "./period.ts";

type Db = Kysely<Schema>;

/** An id begins with its time of receipt, so that each step is a range of the primary key and no row is read. */
const received = async (db: Db, workspaceId: string, bounds: readonly Date[]): Promise<number[]> => {
  const floors = bounds.map((at) => idFloor("callback", at));
  const { rows } = await sql<{ count: number }>`
    select (
      select count(*) from callback_journal
      where workspace_id = ${workspaceId} and callback_id >= step.floor and callback_id < step.ceiling
    )::int as count
    from unnest(${floors.slice(0, -1)}::text[], ${floors.slice(1)}::text[]) with ordinality
      as step (floor, ceiling, position)
    order by position`.execute(db);
  return rows.map((row) => row.count);
};

const repaired = async (db: Db, workspaceId: string, bounds: readonly Date[]): Promise<number[]> => {
  const { rows } = await sql<{ step: number; count: number }>`
    select width_bucket(at, ${bounds}::timestamptz[]) as step, sum(count)::int as count
    from repairs
    where workspace_id = ${workspaceId} and at >= ${bounds[0]} and at < ${bounds.at(-1)}
    group by 1`.execute(db);
  const byStep = new Map(rows.map(({ step, count }) => [step, count]));
  return bounds.slice(0, -1).map((_from, index) => byStep.get(index + 1) ?? 0);
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export const countCallbacks = async (
  db: Db,
  workspaceId: string,
  period: Period,
): Promise<Figures["callbacks"]> => {
  const steps = stepsOf(period);
  const bounds = [...steps, period.to];
  const came = await received(db, workspaceId, bounds);
  const found = await repaired(db, workspaceId, bounds);
  return {
    received: sum(came),
    repaired: sum(found),
    step: stepOf(period),
    steps: steps.map((from, index) => ({
      from: from.toISOString(),
      received: came[index] ?? 0,
      repaired: found[index] ?? 0,
    })),
  };
};
