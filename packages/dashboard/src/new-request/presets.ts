// Requests that are sent again and again, kept by name in this browser: signers, order, message and time, no documents.
import { type Draft, emptyDraft, emptySigner, newKey, withoutCode } from "./draft.ts";

export interface Preset {
  name: string;
  draft: Pick<
    Draft,
    | "signers"
    | "inOrder"
    | "bundle"
    | "subject"
    | "message"
    | "language"
    | "senderEmail"
    | "urgency"
    | "expiresInDays"
    | "reminders"
  >;
}

export const presetStorageKey = (owner: string): string => `creditnexus.presets.${owner}`;

/** Reads what was kept; anything unreadable counts as none and is said to the console. */
export const readPresets = (text: string | null): Preset[] => {
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    if (!Array.isArray(kept)) return [];
    return kept.filter(
      (each: Partial<Preset>) => typeof each.name === "string" && Array.isArray(each.draft?.signers),
    );
  } catch (error) {
    console.warn("The kept presets could not be read", error);
    return [];
  }
};

/** Access codes are secrets and stay out; who has to be given one is kept. */
export const presetOf = (name: string, draft: Draft): Preset => {
  const { inOrder, bundle, subject, message, language, senderEmail, urgency, expiresInDays, reminders } =
    draft;
  const signers = draft.signers.map(withoutCode);
  const mails = { subject, message, language, senderEmail };
  return { name, draft: { signers, inOrder, bundle, ...mails, urgency, expiresInDays, reminders } };
};

/** One name, one preset: the newer takes the older's place. */
export const withPreset = (presets: readonly Preset[], preset: Preset): Preset[] =>
  [...presets.filter(({ name }) => name !== preset.name), preset].sort((a, b) =>
    a.name.localeCompare(b.name),
  );

/** The draft with everything of the preset, its own documents kept; fields go, since they belong to signers that go. */
export const applyPreset = (draft: Draft, { draft: kept }: Preset): Draft => ({
  ...emptyDraft(),
  ...kept,
  signers: kept.signers.map((signer) => emptySigner({ ...signer, key: newKey() })),
  documents: draft.documents,
  title: draft.title,
  metadata: draft.metadata,
});
