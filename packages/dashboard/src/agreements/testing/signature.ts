// A signature for tests, as the API answers it.
import { Signature } from "@creditnexus/contract";

export const now = Date.parse("2026-05-04T12:00:00.000Z");

/** A time that many hours from `now`. */
export const ahead = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

/** Pending, requested ten hours ago, thirty days to go; other facts as given. */
export const signature = (facts: Partial<Signature> = {}): Signature =>
  Signature.parse({
    signature_id: "sig_1",
    title: "Facility agreement",
    status: "pending",
    signature_request_id: null,
    digisigner_request_id: null,
    digisigner_document_id: null,
    provider: "sandbox",
    documents: [],
    signers: [],
    progress: { signed: 0, total: 2 },
    subject: null,
    message: null,
    urgency: "standard",
    reminder_days: [],
    requested_at: ahead(-10),
    sent_at: null,
    expires_at: ahead(24 * 30),
    completed_at: null,
    closed_at: null,
    closed_reason: null,
    last_synced_at: null,
    failure: null,
    is_collected: false,
    resent_from: null,
    resent_as: null,
    missed_callbacks: 0,
    metadata: {},
    updated_at: ahead(-10),
    ...facts,
  });
