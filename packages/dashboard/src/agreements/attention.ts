// Which agreements need a person, why, and which first.
import type { Signature } from "@creditnexus/contract";
import { plural } from "../format/size.ts";
import { expiryTone, formatRelative } from "../format/time.ts";
import { isOpen } from "./status.ts";

export interface Attention {
  signature: Signature;
  level: "warn" | "bad";
  kind: "expiring" | "failed" | "declined" | "suspect" | "uncollected" | "drift";
  reason: string;
}

const FRESH = 14 * 86_400_000;

/** Why a person should look at this agreement; undefined when it goes its way. */
export const attentionOf = (signature: Signature, now: number): Attention | undefined => {
  if (signature.documents.some(({ signed }) => signed.state === "suspect")) {
    return { signature, level: "bad", kind: "suspect", reason: "The signed PDF did not pass verification" };
  }
  if (signature.documents.some(({ signed }) => signed.state === "failed")) {
    return { signature, level: "bad", kind: "uncollected", reason: "The signed PDF could not be fetched" };
  }
  const closedLately = now - Date.parse(signature.updated_at) <= FRESH;
  if (signature.status === "failed" && closedLately) {
    return {
      signature,
      level: "bad",
      kind: "failed",
      reason: signature.failure?.detail ?? "It could not be sent",
    };
  }
  if (signature.status === "declined" && closedLately) {
    return {
      signature,
      level: "bad",
      kind: "declined",
      reason: signature.closed_reason ?? "A signer refused",
    };
  }
  if (!isOpen(signature)) return undefined;
  if (signature.failure !== null) {
    return { signature, level: "warn", kind: "failed", reason: signature.failure.detail };
  }
  const tone = expiryTone(signature.expires_at, now);
  if (tone === "calm" && signature.missed_callbacks > 0) {
    const reason = `${plural(signature.missed_callbacks, "callback")} never came; the state was read from DigiSigner`;
    return { signature, level: "warn", kind: "drift", reason };
  }
  if (tone === "calm") return undefined;
  const when = formatRelative(signature.expires_at, now);
  return {
    signature,
    level: tone === "soon" ? "warn" : "bad",
    kind: "expiring",
    reason: tone === "past" ? `Was due ${when}` : `Expires ${when}`,
  };
};

/** The agreements that need a person, the gravest and soonest first, each once. */
export const rankAttention = (signatures: readonly Signature[], now: number): Attention[] => {
  const byId = new Map(signatures.map((signature) => [signature.signature_id, signature]));
  return [...byId.values()]
    .map((signature) => attentionOf(signature, now))
    .filter((attention) => attention !== undefined)
    .sort(
      (a, b) =>
        Number(b.level === "bad") - Number(a.level === "bad") ||
        a.signature.expires_at.localeCompare(b.signature.expires_at),
    );
};
