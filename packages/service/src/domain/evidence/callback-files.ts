// The callbacks of a bundle: their bodies without signing links, and beside them what the journal knows.
import type { EvidenceCallback } from "@creditnexus/contract";
import type { CallbackDetail } from "../callbacks/find-callback.ts";
import { type BundleFile, fileOf, jsonOf } from "./bundle-file.ts";
import { keptHeaders, withoutLinks } from "./redact-callback.ts";

export type CallbackPart = { callback_id: string; body: string; facts: string };

const factsOf = (callback: CallbackDetail, body: BundleFile, removed: number): EvidenceCallback => ({
  callback_id: callback.callbackId,
  received_at: callback.receivedAt.toISOString(),
  event_type: callback.eventType,
  event_time: callback.eventTime?.toISOString() ?? null,
  authenticity: callback.authenticity,
  sha256: callback.sha256,
  size: callback.size,
  body_sha256: body.sha256,
  links_removed: removed,
  headers: keptHeaders(callback.headers),
});

export const callbackFiles = (
  callbacks: readonly CallbackDetail[],
): { parts: CallbackPart[]; files: BundleFile[] } => {
  const parts: CallbackPart[] = [];
  const files: BundleFile[] = [];
  for (const callback of callbacks) {
    const part = {
      callback_id: callback.callbackId,
      body: `callbacks/${callback.callbackId}.body`,
      facts: `callbacks/${callback.callbackId}.json`,
    };
    const { body, removed } = withoutLinks(callback.body);
    const file = fileOf(part.body, body);
    parts.push(part);
    files.push(file, jsonOf(part.facts, factsOf(callback, file, removed)));
  }
  return { parts, files };
};
