// Finds out how frequent a text is, and by which of its words an index of trigrams is best asked for it.
//
// Asked for the whole text, the index reads the lists of all its trigrams, those of words that stand in every row among them.
// Asked for a rare word alone, it reads few, and the rows that it finds are looked at for the rest.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";

/** Of the rows; at a million they tell what is rarer than one in a thousand. */
const SAMPLE_PERCENT = 0.2;
const WORDS_AT_MOST = 4;
/** More rows than this are slower to look at than the lists are to read. */
const RARE = 0.01;

export type TextTerm = { column: "text" | "signers"; term: string };

export type TextSample = {
  /** Share of the rows that have the whole text, 0 to 1; undefined where none was drawn, as of a few thousand agreements. */
  share: number | undefined;
  /** A word of it that few rows have; undefined when there is none, or no other word beside it. */
  rareWord: string | undefined;
};

export const sampleText = async (
  db: Kysely<Schema>,
  workspaceId: string,
  { column, term }: TextTerm,
  samplePercent = SAMPLE_PERCENT,
): Promise<TextSample> => {
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
      select ${sql.ref(column)} as value from signature_search tablesample system (${samplePercent})
      where workspace_id = ${workspaceId}
    )
    select word, (select avg((value like pattern)::int)::float8 from sample) as share from asked
    order by share, length(word) desc`.execute(db);
  const share = rows.find(({ word }) => word === null)?.share ?? undefined;
  const rarest = rows.find(({ word }) => word !== null);
  const isRare = typeof rarest?.share === "number" && rarest.share < RARE;
  return { share, rareWord: isRare ? (rarest.word ?? undefined) : undefined };
};
