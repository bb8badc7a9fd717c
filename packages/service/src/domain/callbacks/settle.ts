// Writes what became of a batch of callbacks, in one statement.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { CallbackOutcome } from "./callback.ts";
import type { Hint } from "./hint.ts";

export type Settled = {
  workspaceId: string;
  callbackId: string;
  /** Looks at it so far, this one included. */
  attempts: number;
  isDuplicate: boolean;
  hint: Hint | undefined;
  signatureIds: string[];
  outcome: CallbackOutcome;
  detail: string | null;
};

/** An event may beat our own commit, or the whole request: looked at again after these waits, then parked. */
const UNMATCHED_WAITS_MS = [1_000, 5_000, 30_000, 300_000, 3_600_000, 86_400_000] as const;

const schedule = (
  { outcome, attempts }: Settled,
  now: Date,
): { outcome: CallbackOutcome; next: Date | null } => {
  if (outcome !== "unmatched") return { outcome, next: null };
  const wait = UNMATCHED_WAITS_MS[attempts - 1];
  return wait === undefined
    ? { outcome: "parked", next: null }
    : { outcome, next: new Date(now.getTime() + wait) };
};

export const settle = async (
  transaction: Transaction<Schema>,
  settled: readonly Settled[],
  now: Date,
): Promise<void> => {
  const rows = settled.map((one) => {
    const { outcome, next } = schedule(one, now);
    return {
      w: one.workspaceId,
      c: one.callbackId,
      event_type: one.hint?.eventType ?? null,
      event_time: one.hint?.eventTime?.toISOString() ?? null,
      request_id: one.hint?.requestId ?? null,
      document_id: one.hint?.documentIds[0] ?? null,
      signer_email: one.hint?.signerEmail ?? null,
      signature_id: one.signatureIds[0] ?? null,
      outcome,
      detail: one.detail,
      is_duplicate: one.isDuplicate,
      attempts: one.attempts,
      next,
    };
  });
  await sql`
    update callback_journal j set
      event_type = t.event_type, event_time = t.event_time, digisigner_request_id = t.request_id,
      digisigner_document_id = t.document_id, signer_email = t.signer_email, signature_id = t.signature_id,
      outcome = t.outcome, outcome_detail = t.detail, is_duplicate = t.is_duplicate, attempts = t.attempts,
      next_attempt_at = t.next, processed_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(
      w text, c text, event_type text, event_time timestamptz, request_id text, document_id text, signer_email text,
      signature_id text, outcome text, detail text, is_duplicate boolean, attempts integer, next timestamptz
    )
    where j.workspace_id = t.w and j.callback_id = t.c`.execute(transaction);
};
