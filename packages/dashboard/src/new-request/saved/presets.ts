// What a preset takes from a request, and gives to another.
import type { PresetContent } from "@creditnexus/contract";
import { type Draft, emptyDraft, newKey } from "../draft.ts";
import { fromPresetContent } from "./draft-content.ts";

/** The draft with everything of the preset, its own documents kept; fields go, since they belong to signers that go. */
export const applyPreset = (draft: Draft, content: PresetContent): Draft => {
  const taken = fromPresetContent(content);
  return {
    ...emptyDraft(),
    ...taken,
    signers: taken.signers.map((signer) => ({ ...signer, key: newKey() })),
    documents: draft.documents,
    title: draft.title,
    metadata: draft.metadata,
  };
};

/** The preset that a name would take the place of; names that differ in case only are one. */
export const named = <T extends { name: string }>(presets: readonly T[], name: string): T | undefined =>
  presets.find((preset) => preset.name.toLowerCase() === name.trim().toLowerCase());
