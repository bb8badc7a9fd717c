// Drafts and presets: requests that are being written, and what is sent again and again.
import { z } from "zod";
import { DocumentId, DraftId, PresetId } from "./ids.ts";
import { Language } from "./mails.ts";
import { Metadata, PageQuery, Timestamp } from "./primitives.ts";
import { SignatureField, URGENCIES } from "./signatures.ts";

/** Identity inside a draft only. */
const Key = z.string().min(1).max(100);
/** As it was typed: a draft need not be right before it is sent. */
const typed = (most: number) => z.string().max(most);

/** Strict, so that an access code is refused rather than kept: it is a secret, that one is asked for is not. */
export const DraftSigner = z
  .strictObject({
    key: Key,
    name: typed(400),
    email: typed(400),
    role: typed(200),
    /** The legal entity signed for; a reminder for the writer, never sent. */
    party: typed(400),
    /** Signs at the same time as the one above. */
    with_previous: z.boolean(),
    asks_code: z.boolean(),
    /** Null: the request's. */
    language: Language.nullable(),
  })
  .meta({ id: "DraftSigner" });

export const DraftField = SignatureField.extend({
  key: Key,
  document_id: DocumentId,
  signer_key: Key,
}).meta({ id: "DraftField" });

/** What is written once and sent many times: everything but documents, title and fields. */
export const PresetContent = z
  .strictObject({
    signers: z.array(DraftSigner).max(100),
    /** One after the other; otherwise all at once. */
    in_order: z.boolean(),
    bundle: z.boolean(),
    subject: typed(400),
    message: typed(5000),
    language: Language,
    sender_email: typed(400),
    urgency: z.enum(URGENCIES),
    expires_in_days: typed(20),
    /** Days before expiry, such as `7, 3, 1`. */
    reminders: typed(200),
  })
  .meta({ id: "PresetContent" });
export type PresetContent = z.infer<typeof PresetContent>;

export const DraftContent = PresetContent.extend({
  /** The `Idempotency-Key` that it is to be sent with, so that it is sent once from wherever. */
  send_key: z.string().regex(/^[\x21-\x7e]{1,200}$/, "has 1 to 200 visible ASCII characters"),
  title: typed(400),
  document_ids: z
    .array(DocumentId)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, "names a document twice"),
  fields: z.array(DraftField).max(2000),
  use_text_tags: z.boolean(),
  hide_text_tags: z.boolean(),
  metadata: Metadata,
}).meta({ id: "DraftContent" });
export type DraftContent = z.infer<typeof DraftContent>;

/** Goes up by one with each save. A save names the one it was made from, and is refused when there is a later one. */
const Version = z.number().int().min(1);

export const DraftDocument = z
  .object({
    document_id: DocumentId,
    title: z.string(),
    page_count: z.number().int(),
    /** Bytes. */
    size: z.number().int(),
  })
  .meta({ id: "DraftDocument" });

const summary = {
  draft_id: DraftId,
  version: Version,
  /** Its own or its first document's; empty when it has neither. */
  title: z.string(),
  documents: z.array(DraftDocument),
  created_at: Timestamp,
  updated_at: Timestamp,
};

export const Draft = z.object({ ...summary, content: DraftContent }).meta({ id: "Draft" });
export type Draft = z.infer<typeof Draft>;

export const DraftSummary = z
  .object({ ...summary, /** Names, or else addresses, in their order. */ signers: z.array(z.string()) })
  .meta({ id: "DraftSummary" });
export type DraftSummary = z.infer<typeof DraftSummary>;

export const CreateDraft = z.strictObject({ content: DraftContent }).meta({ id: "CreateDraft" });
export const SaveDraft = z
  .strictObject({ /** The one it was made from. */ version: Version, content: DraftContent })
  .meta({ id: "SaveDraft" });

export const DraftListQuery = PageQuery;
export const DraftList = z
  .object({ drafts: z.array(DraftSummary), next_cursor: z.string().nullable() })
  .meta({ id: "DraftList" });
export type DraftList = z.infer<typeof DraftList>;

const PresetName = z.string().trim().min(1).max(80);

/** Presets belong to the workspace: whoever may send may use and change them. */
export const Preset = z
  .object({
    preset_id: PresetId,
    version: Version,
    name: z.string(),
    content: PresetContent,
    created_at: Timestamp,
    updated_at: Timestamp,
    /** Who saved it last, as the audit log names them. */
    updated_by: z.string(),
  })
  .meta({ id: "Preset" });
export type Preset = z.infer<typeof Preset>;

export const CreatePreset = z
  .strictObject({ name: PresetName, content: PresetContent })
  .meta({ id: "CreatePreset" });
/** What is left out stays. */
export const SavePreset = z
  .strictObject({ version: Version, name: PresetName.optional(), content: PresetContent.optional() })
  .meta({ id: "SavePreset" });

export const PresetList = z.object({ presets: z.array(Preset) }).meta({ id: "PresetList" });
