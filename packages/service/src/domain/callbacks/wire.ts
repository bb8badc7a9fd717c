// Converts callbacks to their form on the wire.
import type { Callback as Wire, CallbackDetail as WireDetail } from "@creditnexus/contract";
import type { Callback } from "./callback.ts";
import type { CallbackDetail } from "./find-callback.ts";

export const callbackToWire = (callback: Callback): Wire => ({
  callback_id: callback.callbackId,
  received_at: callback.receivedAt.toISOString(),
  event_type: callback.eventType,
  event_time: callback.eventTime?.toISOString() ?? null,
  digisigner_request_id: callback.digisignerRequestId,
  digisigner_document_id: callback.digisignerDocumentId,
  signer_email: callback.signerEmail,
  signature_id: callback.signatureId,
  authenticity: callback.authenticity,
  outcome: callback.outcome,
  outcome_detail: callback.outcomeDetail,
  processed_at: callback.processedAt?.toISOString() ?? null,
  sha256: callback.sha256,
  size: callback.size,
  is_duplicate: callback.isDuplicate,
  deliveries: callback.deliveries,
  source_address: callback.sourceAddress,
});

const asText = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};

export const callbackDetailToWire = (callback: CallbackDetail): WireDetail => ({
  ...callbackToWire(callback),
  headers: callback.headers,
  body_base64: callback.body.toString("base64"),
  body_text: asText(callback.body),
});
