// Saves a draft over the version that it was made from; two tabs cannot overwrite each other unseen.
import type { DraftContent } from "@creditnexus/contract";
import { ConflictError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type Draft, draftNotFound, findDraft, ownerOf } from "./draft.ts";
import { holdDocuments } from "./hold-documents.ts";

/** @throws NotFoundError; ConflictError `changed_meanwhile` when a later version is kept. */
export const saveDraft = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  draftId: string,
  { version, content }: { version: number; content: DraftContent },
): Promise<Draft> =>
  deps.db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom("drafts")
      .select("version")
      .where("workspace_id", "=", actor.workspaceId)
      .where("owner", "=", ownerOf(actor))
      .where("draft_id", "=", draftId)
      .forUpdate()
      .executeTakeFirst();
    if (known === undefined) throw draftNotFound(draftId);
    if (known.version !== version) {
      throw new ConflictError({
        code: "changed_meanwhile",
        message: `The draft ${draftId} is at version ${known.version}, this save was made from version ${version}: read it again, then save what is still wanted.`,
      });
    }
    await transaction
      .updateTable("drafts")
      .set({ version: version + 1, content: JSON.stringify(content), updated_at: deps.clock.now() })
      .where("workspace_id", "=", actor.workspaceId)
      .where("draft_id", "=", draftId)
      .execute();
    await holdDocuments(transaction, { workspaceId: actor.workspaceId, draftId }, content.document_ids);
    return findDraft({ db: transaction }, actor, draftId);
  });
