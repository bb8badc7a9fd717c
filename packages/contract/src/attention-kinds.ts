// The reasons for which an agreement needs a person.

/**
 * Why an agreement needs a person, the gravest first; one that has several reasons counts for the first. `not_void` was closed a
 * quarter of an hour ago or longer, and can still be signed, because its documents could not be deleted at DigiSigner. `failed` and
 * `declined` count for two weeks; `stopped` is open with a failure; `overdue` and `expiring` are open, the latter for at most
 * a week; `drift` is open with signings that no callback told of.
 */
export const ATTENTION_KINDS = [
  "suspect",
  "not_void",
  "uncollected",
  "failed",
  "declined",
  "stopped",
  "overdue",
  "expiring",
  "drift",
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];
