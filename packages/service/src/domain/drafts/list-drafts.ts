// Lists the drafts of whoever asks, last saved first.
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { page, readCursor } from "../cursor.ts";
import type { Deps } from "../deps.ts";
import { type Draft, draftFromRow, selectDrafts } from "./draft.ts";

export const listDrafts = async (
  deps: Pick<Deps, "db">,
  actor: Actor,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ drafts: Draft[]; nextCursor: string | null }> => {
  let select = selectDrafts(deps.db, actor)
    .orderBy("drafts.updated_at", "desc")
    .orderBy("drafts.draft_id", "desc")
    .limit(query.limit + 1);
  if (query.cursor !== undefined) {
    const { at, id } = readCursor(query.cursor);
    select = select.where(sql<boolean>`(drafts.updated_at, drafts.draft_id) < (${at}, ${id})`);
  }
  const { rows, nextCursor } = page(await select.execute(), query.limit, (row) => ({
    at: row.updated_at,
    id: row.draft_id,
  }));
  return { drafts: rows.map(draftFromRow), nextCursor };
};
