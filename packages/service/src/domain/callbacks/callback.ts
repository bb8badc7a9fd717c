// A callback in the journal: the bytes DigiSigner posted and what became of them.
import type { CALLBACK_OUTCOMES } from "@creditnexus/contract";
import { type Selectable, sql } from "kysely";
import type { CallbackJournalTable } from "../../db/schema.ts";
import { NotFoundError } from "../../errors.ts";

export type CallbackOutcome = (typeof CALLBACK_OUTCOMES)[number];
export type Authenticity = CallbackJournalTable["authenticity"];

export type Callback = {
  callbackId: string;
  receivedAt: Date;
  eventType: string | null;
  eventTime: Date | null;
  digisignerRequestId: string | null;
  digisignerDocumentId: string | null;
  signerEmail: string | null;
  signatureId: string | null;
  authenticity: Authenticity;
  outcome: CallbackOutcome;
  outcomeDetail: string | null;
  processedAt: Date | null;
  sha256: string;
  size: number;
  isDuplicate: boolean;
  /** How often the same bytes came, this time included. */
  deliveries: number;
  sourceAddress: string;
};

/** Columns of a callback without its bytes, which may be a megabyte. */
export const CALLBACK_COLUMNS = [
  "callback_id",
  "received_at",
  "event_type",
  "event_time",
  "digisigner_request_id",
  "digisigner_document_id",
  "signer_email",
  "signature_id",
  "authenticity",
  "outcome",
  "outcome_detail",
  "processed_at",
  "sha256",
  "is_duplicate",
  "source_address",
] as const;

/** What is counted rather than stored; for a query of `callback_journal`. */
export const CALLBACK_COUNTS = [
  sql<number>`octet_length(callback_journal.body)`.as("size"),
  sql<number>`(
    select count(*)::integer from callback_journal same
    where left(same.sha256, 12) = left(callback_journal.sha256, 12) and same.sha256 = callback_journal.sha256
      and same.workspace_id = callback_journal.workspace_id
  )`.as("deliveries"),
] as const;

type Row = Pick<Selectable<CallbackJournalTable>, (typeof CALLBACK_COLUMNS)[number]> & {
  size: number;
  deliveries: number;
};

export const callbackFromRow = (row: Row): Callback => ({
  callbackId: row.callback_id,
  receivedAt: row.received_at,
  eventType: row.event_type,
  eventTime: row.event_time,
  digisignerRequestId: row.digisigner_request_id,
  digisignerDocumentId: row.digisigner_document_id,
  signerEmail: row.signer_email,
  signatureId: row.signature_id,
  authenticity: row.authenticity,
  outcome: row.outcome,
  outcomeDetail: row.outcome_detail,
  processedAt: row.processed_at,
  sha256: row.sha256,
  size: row.size,
  isDuplicate: row.is_duplicate,
  deliveries: row.deliveries,
  sourceAddress: row.source_address,
});

export const callbackNotFound = (callbackId: string): NotFoundError =>
  new NotFoundError({
    code: "not_found",
    message: `There is no callback ${callbackId} in the journal: check the id.`,
  });
