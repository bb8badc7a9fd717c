// Callbacks: the journal of everything DigiSigner posted to us.
import { z } from "zod";
import { CallbackId, SignatureId } from "./ids.ts";
import { listParameter, PageQuery, Sha256, Timestamp } from "./primitives.ts";

/**
 * `received`: stored, not looked at yet · `processed`: led to a sync · `ignored`: an unknown type · `unmatched`: no request
 * of ours yet, waits · `parked`: still unmatched at the end · `dead`: could not be processed, with its cause.
 */
export const CALLBACK_OUTCOMES = ["received", "processed", "ignored", "unmatched", "parked", "dead"] as const;

export const Callback = z
  .object({
    callback_id: CallbackId,
    received_at: Timestamp,
    event_type: z.string().nullable(),
    event_time: Timestamp.nullable(),
    digisigner_request_id: z.string().nullable(),
    digisigner_document_id: z.string().nullable(),
    signer_email: z.string().nullable(),
    signature_id: SignatureId.nullable(),
    authenticity: z.enum(["hmac", "token", "none"]),
    outcome: z.enum(CALLBACK_OUTCOMES),
    outcome_detail: z.string().nullable(),
    processed_at: Timestamp.nullable(),
    /** SHA-256 of the body; equal bodies are duplicates. */
    sha256: Sha256,
    size: z.number().int(),
    /** Whether the same bytes had arrived before. */
    is_duplicate: z.boolean(),
    /** How often the same bytes have come, this time included. */
    deliveries: z.number().int(),
    source_address: z.string(),
  })
  .meta({ id: "Callback" });
export type Callback = z.infer<typeof Callback>;

export const CallbackDetail = Callback.extend({
  headers: z.record(z.string(), z.string()),
  /** The raw bytes. */
  body_base64: z.string(),
  /** The body as text when it is UTF-8. */
  body_text: z.string().nullable(),
}).meta({ id: "CallbackDetail" });
export type CallbackDetail = z.infer<typeof CallbackDetail>;

export const CallbackListQuery = PageQuery.extend({
  outcome: listParameter(z.enum(CALLBACK_OUTCOMES)),
  signature_id: SignatureId.optional(),
  event_type: z.string().max(100).optional(),
});
export const CallbackList = z
  .object({ callbacks: z.array(Callback), next_cursor: z.string().nullable() })
  .meta({ id: "CallbackList" });
export type CallbackList = z.infer<typeof CallbackList>;

/** Which callbacks to process again with the same bytes; at least one condition. */
export const ReplayCallbacks = z
  .strictObject({
    outcome: z.array(z.enum(CALLBACK_OUTCOMES)).min(1).optional(),
    event_type: z.string().max(100).optional(),
    signature_id: SignatureId.optional(),
    received_from: Timestamp.optional(),
    received_to: Timestamp.optional(),
  })
  .refine((value) => Object.values(value).some((condition) => condition !== undefined), {
    error: "name at least one condition, such as outcome or received_from",
  })
  .meta({ id: "ReplayCallbacks" });
export const ReplayedCallbacks = z.object({ replayed: z.number().int() }).meta({ id: "ReplayedCallbacks" });
