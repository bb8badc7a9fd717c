// Finds the word by which an index of trigrams is best asked for a text.
//
// Asked for the whole text, the index reads the lists of all its trigrams, those of words that stand in every row among them.
// Asked for a rare word alone, it reads few, and the rows that it finds are looked at for the rest.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";

/** Of the rows; at a million they tell what is rarer than one in a hundred. */
const SAMPLE_PERCENT = 0.2;
const WORDS_AT_MOST = 4;
/** More rows than this are slower to look at than the lists are to read. */
const RARE = 0.01;

export type TextTerm = { column: "text" | "signers"; term: string };

/** A word of `term` that few rows have; undefined when there is none, or no other word beside it. */
export const rarestWord = async (
  db: Kysely<Schema>,
  workspaceId: string,
  { column, term }: TextTerm,
  samplePercent = SAMPLE_PERCENT,
): Promise<string | undefined> => {
  const { rows } = await sql<{ word: string; share: number }>`
    with words as (
      select word, search_pattern(word) as pattern
      from (
        select distinct word from regexp_split_to_table(search_form(${term}), ' ') as word
        where word ~ '[[:alnum:]]{3}'
      ) as long_enough
      order by length(word) desc limit ${WORDS_AT_MOST}
    ), sample as materialized (
      select ${sql.ref(column)} as value from signature_search tablesample system (${samplePercent})
      where workspace_id = ${workspaceId} and (select count(*) from words) > 1
    )
    select word, (select avg((value like pattern)::int)::float8 from sample) as share from words
    order by share, length(word) desc limit 1`.execute(db);
  const [rarest] = rows;
  // No share: one word, or a workspace so small that no row of it was drawn.
  return typeof rarest?.share === "number" && rarest.share < RARE ? rarest.word : undefined;
};
