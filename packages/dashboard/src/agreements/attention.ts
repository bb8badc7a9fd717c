// Why an agreement needs a person, in words, and where all of one kind are found.
import type { Attention, AttentionKind, Signature } from "@creditnexus/contract";
import { plural } from "../format/size.ts";
import { expiryTone, formatRelative } from "../format/time.ts";
import type { ListSearch } from "./list-search.ts";

export type Needed = Attention["agreements"][number];

/** Grave, or worth a look. */
export const levelOf = ({ kind, signature }: Needed, now: number): "bad" | "warn" => {
  if (kind === "expiring") return expiryTone(signature.expires_at, now) === "soon" ? "warn" : "bad";
  return kind === "drift" || kind === "stopped" ? "warn" : "bad";
};

const words: Record<AttentionKind, (signature: Signature, now: number) => string> = {
  suspect: () => "The signed PDF did not pass verification",
  not_void: () => "Closed, but it can still be signed: its documents could not be deleted at DigiSigner",
  uncollected: () => "The signed PDF could not be fetched",
  failed: ({ failure }) => failure?.detail ?? "It could not be sent",
  declined: ({ closed_reason }) => closed_reason ?? "A signer refused",
  stopped: ({ failure }) => failure?.detail ?? "It does not go on by itself",
  overdue: ({ expires_at }, now) => `Was due ${formatRelative(expires_at, now)}`,
  expiring: ({ expires_at }, now) => `Expires ${formatRelative(expires_at, now)}`,
  drift: ({ missed_callbacks }) =>
    `No callback had told of ${plural(missed_callbacks, "signing")}; the state was read from DigiSigner`,
};

export const reasonOf = ({ kind, signature }: Needed, now: number): string => words[kind](signature, now);

export interface Pile {
  kind: AttentionKind;
  label: string;
  count: number;
  /** The list that has all of them. */
  search: ListSearch;
}

export const attentionLabels: Record<AttentionKind, string> = {
  suspect: "suspect",
  not_void: "not yet void",
  uncollected: "not fetched",
  failed: "failed",
  declined: "declined",
  stopped: "stopped",
  overdue: "overdue",
  expiring: "expiring",
  drift: "with missed callbacks",
};

/** What ended is looked at from the last to end, what is open from the first to expire. */
const searchFor = (kind: AttentionKind): ListSearch => ({
  attention: [kind],
  sort:
    kind === "overdue" || kind === "expiring" || kind === "drift" || kind === "stopped"
      ? "expires_at"
      : "-updated_at",
});

/** How many there are of each kind that has any, in the service's order. */
export const pilesOf = ({ counts }: Attention): Pile[] =>
  (Object.keys(attentionLabels) as AttentionKind[])
    .map((kind) => ({ kind, count: counts[kind], label: attentionLabels[kind], search: searchFor(kind) }))
    .filter(({ count }) => count > 0);
