// Deletes a preset; requests that were made from it are not touched.
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { lockPreset } from "./preset.ts";

/** @throws NotFoundError */
export const deletePreset = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  presetId: string,
): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const { name } = await lockPreset(transaction, { workspaceId: actor.workspaceId, presetId });
    await transaction
      .deleteFrom("presets")
      .where("workspace_id", "=", actor.workspaceId)
      .where("preset_id", "=", presetId)
      .execute();
    await recordAudit(transaction, actor, {
      at: deps.clock.now(),
      action: "preset.deleted",
      subject: { type: "preset", id: presetId },
      details: { name },
    });
  });
