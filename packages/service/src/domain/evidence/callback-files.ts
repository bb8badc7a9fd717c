// The callbacks of a bundle: their bytes, and beside them the headers and what the journal knows.
import type { EvidenceCallback } from "@creditnexus/contract";
import type { CallbackDetail } from "../callbacks/find-callback.ts";
import { type BundleFile, fileOf, jsonOf } from "./bundle-file.ts";

export type CallbackPart = { callback_id: string; body: string; facts: string };

const factsOf = (callback: CallbackDetail): EvidenceCallback => ({
  callback_id: callback.callbackId,
  received_at: callback.receivedAt.toISOString(),
  event_type: callback.eventType,
  event_time: callback.eventTime?.toISOString() ?? null,
  authenticity: callback.authenticity,
  source_address: callback.sourceAddress,
  sha256: callback.sha256,
  size: callback.size,
  headers: callback.headers,
});

export const callbackFiles = (
  callbacks: readonly CallbackDetail[],
): { parts: CallbackPart[]; files: BundleFile[] } => {
  const parts = callbacks.map(({ callbackId }) => ({
    callback_id: callbackId,
    body: `callbacks/${callbackId}.body`,
    facts: `callbacks/${callbackId}.json`,
  }));
  const files = callbacks.flatMap((callback) => [
    fileOf(`callbacks/${callback.callbackId}.body`, callback.body),
    jsonOf(`callbacks/${callback.callbackId}.json`, factsOf(callback)),
  ]);
  return { parts, files };
};
