// Keeps a request that is being written. A draft concerns nobody but its owner, so the audit log has no entry of it.
import type { DraftContent } from "@creditnexus/contract";
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { ConflictError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { type Draft, findDraft, ownerOf } from "./draft.ts";
import { holdDocuments } from "./hold-documents.ts";

/** Each holds its documents; nobody works on more than a few at a time. */
export const MAX_DRAFTS = 200;

const refuseTooMany = async (transaction: Transaction<Schema>, actor: Actor): Promise<void> => {
  const owner = ownerOf(actor);
  // Two at once would each count without the other.
  const lock = `drafts:${actor.workspaceId}:${owner}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(transaction);
  const { count } = await transaction
    .selectFrom("drafts")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("workspace_id", "=", actor.workspaceId)
    .where("owner", "=", owner)
    .executeTakeFirstOrThrow();
  if (count < MAX_DRAFTS) return;
  throw new ConflictError({
    code: "conflict",
    message: `You have ${count} drafts, at most ${MAX_DRAFTS} are kept: send or delete one first.`,
  });
};

/** @throws NotFoundError for an unknown document; ConflictError when there are too many drafts. */
export const createDraft = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  content: DraftContent,
  /** Written in the same transaction. */
  alongside?: (transaction: Transaction<Schema>, draft: Draft) => Promise<void>,
): Promise<Draft> =>
  deps.db.transaction().execute(async (transaction) => {
    await refuseTooMany(transaction, actor);
    const now = deps.clock.now();
    const draftId = newId("draft", now);
    await transaction
      .insertInto("drafts")
      .values({
        workspace_id: actor.workspaceId,
        draft_id: draftId,
        owner: ownerOf(actor),
        content: JSON.stringify(content),
        created_at: now,
        updated_at: now,
      })
      .execute();
    await holdDocuments(transaction, { workspaceId: actor.workspaceId, draftId }, content.document_ids);
    const draft = await findDraft({ db: transaction }, actor, draftId);
    await alongside?.(transaction, draft);
    return draft;
  });
