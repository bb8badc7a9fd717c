// Finds out how frequent a text is, and by which of its words an index of trigrams is best asked for it.
//
// Asked for the whole text, the index reads the lists of all its trigrams, those of words that stand in every row among them.
// Asked for a rare word alone, it reads few, and the rows that it finds are looked at for the rest.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";

/** Rows that tell what is rarer than one in a thousand. Of a list that has no more, the answer is exact. */
const SAMPLE_ROWS = 2_000;
/** Of a workspace that has but a few of the drawn rows, they say nothing. */
const ROWS_AT_LEAST = 200;
const WORDS_AT_MOST = 4;
/** More rows than this are slower to look at than the lists are to read. */
const RARE = 0.01;

export type TextTerm = { column: "text" | "signers"; term: string };

export type TextSample = {
  /** Share of the rows that have the whole text, 0 to 1; undefined where too few were drawn to tell. */
  share: number | undefined;
  /** A word of it that few rows have; undefined when there is none, or no other word beside it. */
  rareWord: string | undefined;
};

/** How much of the table is drawn; all of one that was never counted. */
const samplePercent = async (db: Kysely<Schema>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select reltuples::float8 as count from pg_class where oid = 'signature_search'::regclass`.execute(db);
  return Math.min(100, (100 * SAMPLE_ROWS) / Math.max(rows[0]?.count ?? 0, 1));
};

export const sampleText = async (
  db: Kysely<Schema>,
  workspaceId: string,
  { column, term }: TextTerm,
): Promise<TextSample> => {
  const percent = await samplePercent(db);
  const rowsAtLeast = percent < 100 ? ROWS_AT_LEAST : 1;
  const { rows } = await sql<{ word: string | null; share: number | null }>`
    with words as (
      select word, search_pattern(word) as pattern
      from (
        select distinct word from regexp_split_to_table(search_form(${term}), ' ') as word
        where word ~ '[[:alnum:]]{3}'
      ) as long_enough
      order by length(word) desc limit ${WORDS_AT_MOST}
    ), asked as (
      select word, pattern from words where (select count(*) from words) > 1
      union all select null, search_pattern(${term})
    ), sample as materialized (
      select ${sql.ref(column)} as value from signature_search tablesample system (${percent})
      where workspace_id = ${workspaceId}
    )
    select word, (
      select avg((value like pattern)::int)::float8 from sample having count(*) >= ${rowsAtLeast}
    ) as share from asked
    order by share, length(word) desc`.execute(db);
  const share = rows.find(({ word }) => word === null)?.share ?? undefined;
  const rarest = rows.find(({ word }) => word !== null);
  const isRare = typeof rarest?.share === "number" && rarest.share < RARE;
  return { share, rareWord: isRare ? (rarest.word ?? undefined) : undefined };
};
