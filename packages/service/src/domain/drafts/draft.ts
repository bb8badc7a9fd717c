// A draft as the domain sees it, and how it is read: only ever by its owner.
import type { DraftContent } from "@creditnexus/contract";
import { type Kysely, type Selectable, sql } from "kysely";
import type { DraftsTable, Schema } from "../../db/schema.ts";
import { NotFoundError } from "../../errors.ts";
import type { Actor } from "../actor.ts";

export type DraftDocument = { documentId: string; title: string; pageCount: number; size: number };

export type Draft = {
  draftId: string;
  version: number;
  content: DraftContent;
  documents: DraftDocument[];
  createdAt: Date;
  updatedAt: Date;
};

/** What belongs to a person stays theirs under every session, and what belongs to a key under every use of it. */
export const ownerOf = ({ personId, keyId, name }: Actor): string => personId ?? keyId ?? name;

export const draftNotFound = (draftId: string): NotFoundError =>
  new NotFoundError({
    code: "not_found",
    message: `There is no draft ${draftId} of yours: it was sent or deleted, or belongs to somebody else.`,
  });

export type DraftRow = Selectable<DraftsTable> & { documents: DraftDocument[] };

/** The drafts of the actor, each with its documents in their order. */
export const selectDrafts = (db: Kysely<Schema>, actor: Actor) =>
  db
    .selectFrom("drafts")
    .selectAll("drafts")
    .select(
      sql<DraftDocument[]>`(
        select coalesce(json_agg(json_build_object(
          'documentId', d.document_id, 'title', d.title, 'pageCount', d.page_count, 'size', d.size
        ) order by p.position), '[]')
        from draft_documents p join documents d using (workspace_id, document_id)
        where p.workspace_id = drafts.workspace_id and p.draft_id = drafts.draft_id
      )`.as("documents"),
    )
    .where("drafts.workspace_id", "=", actor.workspaceId)
    .where("drafts.owner", "=", ownerOf(actor));

export const draftFromRow = (row: DraftRow): Draft => ({
  draftId: row.draft_id,
  version: row.version,
  content: row.content,
  documents: row.documents,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** @throws NotFoundError also for the draft of another. */
export const findDraft = async (
  deps: { db: Kysely<Schema> },
  actor: Actor,
  draftId: string,
): Promise<Draft> => {
  const row = await selectDrafts(deps.db, actor).where("drafts.draft_id", "=", draftId).executeTakeFirst();
  if (row === undefined) throw draftNotFound(draftId);
  return draftFromRow(row);
};
