// What a preset takes from a request, and gives to another.
import type { PresetContent } from "@creditnexus/contract";
import { plural } from "../../format/size.ts";
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
    // Of the documents, as their tags are.
    useTextTags: draft.useTextTags,
    hideTextTags: draft.hideTextTags,
    metadata: draft.metadata,
  };
};

/** What taking a preset would throw away, as things are called on the screen. */
export const lostTo = (draft: Draft): string[] => {
  const written = draft.signers.some(({ name, email, role, party }) => name + email + role + party !== "");
  return [
    ...(written ? ["the signers"] : []),
    ...(draft.fields.length > 0 ? [plural(draft.fields.length, "placed field")] : []),
    ...((draft.subject + draft.message).trim() === "" ? [] : ["the message"]),
  ];
};

/** The preset that a name would take the place of; names that differ in case only are one. */
export const named = <T extends { name: string }>(presets: readonly T[], name: string): T | undefined =>
  presets.find((preset) => preset.name.toLowerCase() === name.trim().toLowerCase());
