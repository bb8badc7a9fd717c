// Finds the first signatures of a filtered list in its order, reading a bounded number of rows however many there are.
//
// What is frequent is met soon when the list is walked in its order; what is rare is gathered through its own index and
// sorted. Which of the two it is cannot be known from statistics (a word may be frequent only long ago), so the list is
// walked a bounded way first. Measured with `npm run bench list`.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import {
  afterCursor,
  attentionConditions,
  type Condition,
  dateConditions,
  type Needle,
  needlesOf,
  orderOf,
  type SignatureQuery,
  throughWord,
} from "./list-filter.ts";
import { sampleText } from "./sample-text.ts";

/** How many rows are walked before what is sought counts as rare. Looking into another table costs each row more. */
const WALK_ALONG = 32_000;
const WALK_ACROSS = 4_000;

type Plan = {
  workspaceId: string;
  query: SignatureQuery;
  /** The text alone holds all that is asked of it; else everything begins at the signature. */
  source: "signatures" | "signature_search";
  /** What an index in the list's order answers. */
  inIndex: Condition[];
  /** What is read off the row. */
  onRow: Condition[];
  /** What is searched for in the row. */
  here: Needle[];
  /** What is looked up in other tables. */
  elsewhere: Needle[];
};

const planFor = (workspaceId: string, query: SignatureQuery): Plan => {
  const needles = needlesOf(query);
  const isByRequest = orderOf(query).column === "requested_at";
  const isOfText = ({ table }: Needle) => table === "signature_search";
  const source =
    isByRequest && !query.status?.length && needles.some(isOfText) ? "signature_search" : "signatures";
  const isOnRow = (needle: Needle) => source === "signature_search" && isOfText(needle);
  const dates = dateConditions(query);
  return {
    workspaceId,
    query,
    source,
    inIndex: [sql`workspace_id = ${workspaceId}`, ...afterCursor(query), ...(isByRequest ? dates : [])],
    onRow: [...(isByRequest ? [] : dates), ...attentionConditions(workspaceId, query)],
    here: needles.filter(isOnRow),
    elsewhere: needles.filter((needle) => !isOnRow(needle)),
  };
};

const all = (conditions: readonly Condition[]) =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

const ordered = ({ query }: Plan) => {
  const { column, direction } = orderOf(query);
  return direction === "desc"
    ? sql`order by ${sql.ref(column)} desc, signature_id desc`
    : sql`order by ${sql.ref(column)}, signature_id`;
};

/** PostgreSQL merges branches that are ordered; of `status in (…)` it would read and sort everything. */
const inOrder = (plan: Plan, limit: number) => {
  const { query, source, inIndex } = plan;
  const branch = (conditions: readonly Condition[]) =>
    sql`(select * from ${sql.table(source)} where ${all(conditions)} ${ordered(plan)} limit ${limit})`;
  const statuses = [...new Set(query.status)];
  if (statuses.length === 0) return branch(inIndex);
  const branches = statuses.map((status) => branch([...inIndex, sql`status = ${status}`]));
  if (branches.length === 1) return sql.join(branches);
  return sql`(select * from (${sql.join(branches, sql` union all `)}) as statuses ${ordered(plan)} limit ${limit})`;
};

/** A scalar subquery: `exists` would be turned into a join, which reads all that the needle finds. */
const isMet = ({ workspaceId }: Plan, { table, condition }: Needle): Condition => sql`coalesce((
  select bool_or(${condition}) from ${sql.table(table)} as needle
  where needle.workspace_id = ${workspaceId} and needle.signature_id = walk.signature_id
), false)`;

/** How much of the list a walk reads before it gives up. */
const walkLength = ({ elsewhere }: Plan): number => (elsewhere.length === 0 ? WALK_ALONG : WALK_ACROSS);

const walk = (plan: Plan, limit: number) => {
  const conditions = [
    ...plan.onRow,
    ...plan.here.map(({ condition }) => condition),
    ...plan.elsewhere.map((needle) => isMet(plan, needle)),
  ];
  if (conditions.length === 0) return inOrder(plan, limit);
  return sql`(
    select * from ${inOrder(plan, walkLength(plan))} as walk where ${all(conditions)} ${ordered(plan)} limit ${limit}
  )`;
};

/** `offset 0` keeps the limit out of sight, so that the planner begins at the rarest condition. */
const gather = (plan: Plan, limit: number) => {
  const { workspaceId, query, source } = plan;
  const among = ({ table, condition }: Needle): Condition =>
    sql`signature_id in (select signature_id from ${sql.table(table)} where workspace_id = ${workspaceId} and ${condition})`;
  const statuses = [...new Set(query.status)];
  const conditions = [
    ...plan.inIndex,
    ...(statuses.length === 0 ? [] : [sql<boolean>`status in (${sql.join(statuses)})`]),
    ...plan.onRow,
    ...plan.here.map(({ condition }) => condition),
    ...plan.elsewhere.map(among),
  ];
  return sql`(
    select * from (
      select signature_id, ${sql.ref(orderOf(query).column)} from ${sql.table(source)}
      where ${all(conditions)} offset 0
    ) as hits
    ${ordered(plan)} limit ${limit}
  )`;
};

const idsOf = async (db: Kysely<Schema>, rows: ReturnType<typeof walk>): Promise<string[]> => {
  const found = await sql<{ signature_id: string }>`select signature_id from ${rows} as found`.execute(db);
  return found.rows.map((row) => row.signature_id);
};

type Sampled = {
  /** The plan with texts asked for by their rare words, which is for gathering only: a walk reads the rows anyway. */
  byWords: Plan;
  /** The smallest share of the rows that have one of the texts; undefined when it is not known. */
  share: number | undefined;
};

const sampleTexts = async (db: Kysely<Schema>, plan: Plan): Promise<Sampled> => {
  let share: number | undefined;
  const sampleAll = async (needles: readonly Needle[]): Promise<Needle[]> => {
    const sampled: Needle[] = [];
    for (const needle of needles) {
      const { text } = needle;
      const found = text && (await sampleText(db, plan.workspaceId, text));
      if (found?.share !== undefined) share = Math.min(share ?? 1, found.share);
      const word = found?.rareWord;
      sampled.push(text === undefined || word === undefined ? needle : throughWord(needle, text, word));
    }
    return sampled;
  };
  const byWords = { ...plan, here: await sampleAll(plan.here), elsewhere: await sampleAll(plan.elsewhere) };
  return { byWords, share };
};

/** The ids of the first `limit` signatures after the cursor, in order. */
export const findInOrder = async (
  db: Kysely<Schema>,
  workspaceId: string,
  query: SignatureQuery,
  limit: number,
): Promise<string[]> => {
  const plan = planFor(workspaceId, query);
  // Who needs a person is rare by its nature.
  if (query.attention !== undefined) return idsOf(db, gather(plan, limit));
  const { byWords, share } = await sampleTexts(db, plan);
  // What a walk is not expected to fill the page with is gathered at once.
  if (share !== undefined && share * walkLength(plan) < limit) return idsOf(db, gather(byWords, limit));
  const walked = await idsOf(db, walk(plan, limit));
  const isComplete = plan.onRow.length + plan.here.length + plan.elsewhere.length === 0;
  return isComplete || walked.length === limit ? walked : idsOf(db, gather(byWords, limit));
};
