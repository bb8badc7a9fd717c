// Throws a draft away, and lets go of its documents.
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { draftNotFound, ownerOf } from "./draft.ts";

/** @throws NotFoundError */
export const deleteDraft = async (deps: Pick<Deps, "db">, actor: Actor, draftId: string): Promise<void> => {
  const { numDeletedRows } = await deps.db
    .deleteFrom("drafts")
    .where("workspace_id", "=", actor.workspaceId)
    .where("owner", "=", ownerOf(actor))
    .where("draft_id", "=", draftId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw draftNotFound(draftId);
};
