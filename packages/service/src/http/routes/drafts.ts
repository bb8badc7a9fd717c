// The routes of drafts and presets.
import { createDraft } from "../../domain/drafts/create-draft.ts";
import { deleteDraft } from "../../domain/drafts/delete-draft.ts";
import { findDraft } from "../../domain/drafts/draft.ts";
import { listDrafts } from "../../domain/drafts/list-drafts.ts";
import { saveDraft } from "../../domain/drafts/save-draft.ts";
import { draftSummaryToWire, draftToWire } from "../../domain/drafts/wire.ts";
import { createPreset } from "../../domain/presets/create-preset.ts";
import { deletePreset } from "../../domain/presets/delete-preset.ts";
import { listPresets } from "../../domain/presets/list-presets.ts";
import { savePreset } from "../../domain/presets/save-preset.ts";
import { presetToWire } from "../../domain/presets/wire.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";
import { once } from "../idempotent.ts";

type Names =
  | "createDraft"
  | "listDrafts"
  | "getDraft"
  | "saveDraft"
  | "deleteDraft"
  | "createPreset"
  | "listPresets"
  | "savePreset"
  | "deletePreset";

export const draftRoutes = (context: HttpContext): Pick<Handlers, Names> => ({
  createDraft: async (input) =>
    once(context, input, async ({ begin, record }) => {
      await begin(input.body);
      const draft = await createDraft(context, input.actor, input.body.content, (transaction, made) =>
        record(transaction, 201, draftToWire(made)),
      );
      return draftToWire(draft);
    }),

  listDrafts: async ({ actor, query }) => {
    const { drafts, nextCursor } = await listDrafts(context, actor, query);
    return { drafts: drafts.map(draftSummaryToWire), next_cursor: nextCursor };
  },

  getDraft: async ({ actor, params }) => draftToWire(await findDraft(context, actor, params.draft_id)),

  saveDraft: async ({ actor, params, body }) =>
    draftToWire(await saveDraft(context, actor, params.draft_id, body)),

  deleteDraft: async ({ actor, params }) => {
    await deleteDraft(context, actor, params.draft_id);
    return undefined;
  },

  createPreset: async (input) =>
    once(context, input, async ({ begin, record }) => {
      await begin(input.body);
      const preset = await createPreset(context, input.actor, input.body, (transaction, made) =>
        record(transaction, 201, presetToWire(made)),
      );
      return presetToWire(preset);
    }),

  listPresets: async ({ actor }) => ({
    presets: (await listPresets(context, actor.workspaceId)).map(presetToWire),
  }),

  savePreset: async ({ actor, params, body }) =>
    presetToWire(await savePreset(context, actor, params.preset_id, body)),

  deletePreset: async ({ actor, params }) => {
    await deletePreset(context, actor, params.preset_id);
    return undefined;
  },
});
