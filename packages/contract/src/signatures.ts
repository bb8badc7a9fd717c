// Signatures: one agreement sent to its signers through DigiSigner, and what became of it.
import { z } from "zod";
import { ATTENTION_KINDS } from "./attention-kinds.ts";
import { CallbackId, DocumentId, SignatureId, SignerId, TimelineEntryId } from "./ids.ts";
import { DEFAULT_LANGUAGE, Language } from "./mails.ts";
import { Email, listParameter, PageQuery, Sha256, Timestamp } from "./primitives.ts";

/** States of a signature, in the order in which they can follow; the last five are final. */
export const SIGNATURE_STATUSES = [
  "sending",
  "pending",
  "in_progress",
  "completed",
  "declined",
  "expired",
  "cancelled",
  "failed",
] as const;
export const SignatureStatus = z.enum(SIGNATURE_STATUSES).meta({ id: "SignatureStatus" });
export type SignatureStatus = z.infer<typeof SignatureStatus>;

/** DigiSigner's seven field types. */
export const FIELD_TYPES = [
  "SIGNATURE",
  "DATE",
  "TEXT",
  "INITIALS",
  "CHECKBOX",
  "RADIO",
  "ATTACHMENT",
] as const;

/**
 * A field on a page. `page` counts from 0; `rectangle` is `[x1, y1, x2, y2]` in whole PDF points from the bottom-left
 * corner of the unrotated crop box, as DigiSigner takes it. It lies on its page as a whole, or is refused.
 */
export const SignatureField = z
  .strictObject({
    type: z.enum(FIELD_TYPES),
    page: z.number().int().min(0),
    rectangle: z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]),
    api_id: z.string().min(1).max(200).optional(),
    group_id: z.string().min(1).max(200).optional(),
    content: z.string().max(2000).optional(),
    label: z.string().max(200).optional(),
    required: z.boolean().optional(),
    read_only: z.boolean().optional(),
  })
  .meta({ id: "SignatureField" });

export const SignerInput = z
  .strictObject({
    email: Email,
    name: z.string().trim().max(200).optional(),
    role: z.string().trim().max(100).optional(),
    /** Signing order from 1; equal or absent orders sign in parallel, absent ones first. */
    order: z.number().int().min(1).max(1000).optional(),
    access_code: z.string().min(4).max(64).optional(),
    /** Of the desk's mails to this signer; without it the request's. */
    language: Language.optional(),
    fields: z.array(SignatureField).max(500).optional(),
  })
  .meta({ id: "NewSigner" });

/** A signer as an address alone or as an object. */
export const SignerOrEmail = z.union([Email, SignerInput]);

export const URGENCIES = ["standard", "time_sensitive", "complex"] as const;

/** Days until expiry and days before expiry at which reminders go out, by urgency. */
export const URGENCY_PRESETS = {
  standard: { expires_in_days: 30, reminder_days: [7, 3, 1] },
  time_sensitive: { expires_in_days: 14, reminder_days: [3, 1] },
  complex: { expires_in_days: 45, reminder_days: [14, 7, 3, 1] },
} as const;

const commonInput = {
  title: z.string().trim().min(1).max(200).optional(),
  subject: z.string().trim().max(200).optional(),
  message: z.string().trim().max(5000).optional(),
  urgency: z.enum(URGENCIES).optional(),
  /** 1 to 90 days; without it the urgency's preset, 30 for standard. */
  expires_in_days: z.number().int().min(1).max(90).optional(),
  /** Days before expiry at which open signers are reminded, each from 1; without it the urgency's preset. */
  reminder_days: z
    .array(
      z
        .number()
        .int()
        .min(
          1,
          "A reminder goes out at least 1 day before expiry: on the day itself nothing can be signed any more.",
        )
        .max(90),
    )
    .max(20)
    .optional(),
  /** DigiSigner sends the invitations, and the desk tells the signers of the completion, unless this is false. */
  send_emails: z.boolean().optional(),
  /** Of the desk's own mails; `en` without it. */
  language: Language.optional(),
  /** Who answers the signers' questions; is told of the completion, with a link into the desk, which asks for a sign-in. */
  sender_email: Email.optional(),
  use_text_tags: z.boolean().optional(),
  hide_text_tags: z.boolean().optional(),
  redirect_after_signing_to_url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  metadata: z.record(z.string().max(64), z.string().max(1024)).optional(),
};

/** Body of `POST /api/documents/{document_id}/signatures`. */
export const RequestSignatures = z
  .strictObject({ signers: z.array(SignerOrEmail).min(1).max(100), ...commonInput })
  .meta({ id: "RequestSignatures" });
export type RequestSignatures = z.input<typeof RequestSignatures>;

/** Body of `POST /api/signatures`: several documents; signers for all of them, or per document. */
export const CreateSignature = z
  .strictObject({
    documents: z
      .array(
        z.strictObject({
          document_id: DocumentId,
          signers: z.array(SignerOrEmail).min(1).max(100).optional(),
        }),
      )
      .min(1)
      .max(50),
    signers: z.array(SignerOrEmail).max(100).optional(),
    /** One invitation for all documents. */
    bundle: z.boolean().optional(),
    ...commonInput,
  })
  .meta({ id: "CreateSignature" });
export type CreateSignature = z.input<typeof CreateSignature>;

export const SIGNER_STATUSES = ["pending", "signed"] as const;

export const Signer = z
  .object({
    signer_id: SignerId,
    email: z.string(),
    name: z.string().nullable(),
    role: z.string().nullable(),
    order: z.number().int().nullable(),
    /** Null: the request's. */
    language: Language.nullable().default(null),
    status: z.enum(SIGNER_STATUSES),
    /** Whether it is this signer's turn now: all lower orders are done and the signature is open. */
    is_current: z.boolean(),
    signed_at: Timestamp.nullable(),
    /** Whether DigiSigner asks for one; the desk forgets the code itself. Evidence from before it was told has none. */
    has_access_code: z.boolean().default(false),
    /** Per document, since a signer may have signed one of two. */
    documents: z.array(
      z.object({ document_id: DocumentId, status: z.enum(SIGNER_STATUSES), signed_at: Timestamp.nullable() }),
    ),
  })
  .meta({ id: "Signer" });
export type Signer = z.infer<typeof Signer>;

/**
 * Where the signed PDF of a document stands: `waiting` for signatures, `collecting` (download and proof are under way),
 * `verified`, `suspect` (it did not pass; handed on only when an operator has `accepted` it), or `failed` (could not be fetched).
 */
export const COLLECTION_STATES = ["waiting", "collecting", "verified", "suspect", "failed"] as const;

export const VerificationCheck = z.object({
  /** `parse`, `seal`, `pages`, `content`, … */
  name: z.string(),
  outcome: z.enum(["pass", "warn", "fail"]),
  detail: z.string(),
});

export const SignedDocument = z
  .object({
    state: z.enum(COLLECTION_STATES),
    sha256: Sha256.nullable(),
    size: z.number().int().nullable(),
    collected_at: Timestamp.nullable(),
    checks: z.array(VerificationCheck),
    /** Who took a suspect document for good, and why; it stays suspect, and is handed on. */
    accepted: z.object({ at: Timestamp, by: z.string(), reason: z.string() }).nullable().default(null),
  })
  .meta({ id: "SignedDocument" });

export const SignatureDocument = z
  .object({
    document_id: DocumentId,
    title: z.string(),
    page_count: z.number().int(),
    sha256: Sha256,
    digisigner_document_id: z.string().nullable(),
    signed: SignedDocument,
  })
  .meta({ id: "SignatureDocument" });

/** What stopped a signature, and what to do: `code` is stable, `detail` is a sentence. */
export const SignatureFailure = z.object({ code: z.string(), detail: z.string(), retryable: z.boolean() });

export const Signature = z
  .object({
    signature_id: SignatureId,
    title: z.string(),
    status: SignatureStatus,
    /** DigiSigner's id; null until the request was sent. `digisigner_request_id` is the same under CreditNexus' name. */
    signature_request_id: z.string().nullable(),
    digisigner_request_id: z.string().nullable(),
    /** Of the first document; each document has its own in `documents`. */
    digisigner_document_id: z.string().nullable(),
    provider: z.enum(["sandbox", "digisigner"]),
    documents: z.array(SignatureDocument),
    signers: z.array(Signer),
    progress: z.object({ signed: z.number().int(), total: z.number().int() }),
    subject: z.string().nullable(),
    message: z.string().nullable(),
    /** Of the desk's own mails. Evidence from before there were several has none. */
    language: Language.default(DEFAULT_LANGUAGE),
    sender_email: z.string().nullable().default(null),
    urgency: z.enum(URGENCIES),
    reminder_days: z.array(z.number().int()),
    requested_at: Timestamp,
    sent_at: Timestamp.nullable(),
    expires_at: Timestamp,
    completed_at: Timestamp.nullable(),
    /** When it reached a final state, whatever that was. */
    closed_at: Timestamp.nullable(),
    closed_reason: z.string().nullable(),
    last_synced_at: Timestamp.nullable(),
    failure: SignatureFailure.nullable(),
    /** True when all documents of a completed signature are collected, and verified or accepted. */
    is_collected: z.boolean(),
    /** The signature that this one corrects, and the one that corrects it. */
    resent_from: SignatureId.nullable(),
    resent_as: SignatureId.nullable(),
    /** Facts that DigiSigner's API told and no callback had. */
    missed_callbacks: z.number().int(),
    metadata: z.record(z.string(), z.string()),
    updated_at: Timestamp,
  })
  .meta({ id: "Signature" });
export type Signature = z.infer<typeof Signature>;

export const SIGNATURE_SORTS = [
  "requested_at",
  "-requested_at",
  "expires_at",
  "-expires_at",
  "-updated_at",
] as const;

export const SignatureListQuery = PageQuery.extend({
  status: listParameter(SignatureStatus),
  document_id: DocumentId.optional(),
  signer: z.string().max(254).optional(),
  role: z.string().max(100).optional(),
  search: z.string().max(200).optional(),
  requested_from: Timestamp.optional(),
  requested_to: Timestamp.optional(),
  /** Those that need a person now, for this as their gravest reason. */
  attention: listParameter(z.enum(ATTENTION_KINDS)),
  sort: z.enum(SIGNATURE_SORTS).default("-requested_at"),
});
export type SignatureListQuery = z.input<typeof SignatureListQuery>;

/** The same filters without pages: an export has all rows. */
export const SignatureExportQuery = SignatureListQuery.omit({ limit: true, cursor: true });
export type SignatureExportQuery = z.input<typeof SignatureExportQuery>;

export const SignatureList = z
  .object({ signatures: z.array(Signature), next_cursor: z.string().nullable() })
  .meta({ id: "SignatureList" });
export type SignatureList = z.infer<typeof SignatureList>;

/**
 * Who a fact came from: we read it from DigiSigner's API, a person did it, or the desk itself. DigiSigner's callbacks are no
 * facts; an entry that one told of has its `callback_id`.
 */
export const TIMELINE_SOURCES = ["digisigner_api", "person", "desk"] as const;

/** One entry of the audit chain; `hash` covers the entry and `previous_hash`. */
export const TimelineEntry = z
  .object({
    entry_id: TimelineEntryId,
    signature_id: SignatureId,
    sequence: z.number().int(),
    at: Timestamp,
    /** `requested`, `uploaded`, `sent`, `callback_received`, `signer_signed`, `completed`, `document_collected`, … */
    kind: z.string(),
    source: z.enum(TIMELINE_SOURCES),
    /** Who: a key's name, `desk`, or `digisigner`. */
    actor: z.string(),
    /** A sentence for people. */
    summary: z.string(),
    data: z.record(z.string(), z.unknown()),
    callback_id: CallbackId.nullable(),
    previous_hash: Sha256.nullable(),
    hash: Sha256,
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const Timeline = z.object({ events: z.array(TimelineEntry) }).meta({ id: "Timeline" });
export type Timeline = z.infer<typeof Timeline>;
