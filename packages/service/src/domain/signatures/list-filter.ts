// What the agreements list is asked for, as conditions in SQL.
import type { AttentionKind, SIGNATURE_SORTS, SignatureStatus } from "@creditnexus/contract";
import { type RawBuilder, sql } from "kysely";
import { readCursor } from "../cursor.ts";
import { gravestReasons } from "./gravest-reasons.ts";
import type { TextTerm } from "./sample-text.ts";

export type SignatureFilter = {
  status?: SignatureStatus[] | undefined;
  documentId?: string | undefined;
  /** Part of a signer's address or name. */
  signer?: string | undefined;
  role?: string | undefined;
  search?: string | undefined;
  requestedFrom?: Date | undefined;
  requestedTo?: Date | undefined;
  /** Those that need a person at that time, for one of these as the gravest reason. */
  attention?: { kinds: readonly AttentionKind[]; now: Date } | undefined;
  sort: (typeof SIGNATURE_SORTS)[number];
};

export type SignatureQuery = SignatureFilter & { limit: number; cursor?: string | undefined };

const SORTS = {
  requested_at: { column: "requested_at", direction: "asc" },
  "-requested_at": { column: "requested_at", direction: "desc" },
  expires_at: { column: "expires_at", direction: "asc" },
  "-expires_at": { column: "expires_at", direction: "desc" },
  "-updated_at": { column: "updated_at", direction: "desc" },
} as const;

export const orderOf = (query: SignatureFilter) => SORTS[query.sort];

export type Condition = RawBuilder<boolean>;

export const afterCursor = (query: SignatureQuery): Condition[] => {
  if (query.cursor === undefined) return [];
  const { at, id } = readCursor(query.cursor);
  const { column, direction } = orderOf(query);
  const beyond = direction === "desc" ? sql`<` : sql`>`;
  return [sql`(${sql.ref(column)}, signature_id) ${beyond} (${at}, ${id})`];
};

export const dateConditions = ({ requestedFrom, requestedTo }: SignatureFilter): Condition[] => [
  ...(requestedFrom ? [sql<boolean>`requested_at >= ${requestedFrom}`] : []),
  ...(requestedTo ? [sql<boolean>`requested_at < ${requestedTo}`] : []),
];

/** Few at any time, however many signatures there are. */
export const attentionConditions = (workspaceId: string, { attention }: SignatureFilter): Condition[] =>
  attention === undefined
    ? []
    : [
        sql`signature_id in (
          select signature_id from (${gravestReasons(workspaceId, attention.now)}) as reasons
          where kind = any(${attention.kinds}::text[])
        )`,
      ];

/** A condition that a signature meets through a row of another table. */
export type Needle = {
  table: "signature_search" | "signers" | "signature_documents";
  condition: Condition;
  /** What is searched for, where it is text. */
  text?: TextTerm;
};

const like = (column: "text" | "signers", term: string): Needle => ({
  table: "signature_search",
  condition: sql`${sql.ref(column)} like search_pattern(${term})`,
  text: { column, term },
});

/** The same, but an index is asked for `word` alone, which is a part of what is searched for. */
export const throughWord = (needle: Needle, { column, term }: TextTerm, word: string): Needle => ({
  ...needle,
  condition: sql`${sql.ref(column)} like search_pattern(${word})
    and (${sql.ref(column)} || '') like search_pattern(${term})`,
});

export const needlesOf = (query: SignatureFilter): Needle[] => {
  const needles: Needle[] = [];
  const search = query.search?.trim();
  const signer = query.signer?.trim();
  if (search) needles.push(like("text", search));
  if (signer) needles.push(like("signers", signer));
  if (query.role) needles.push({ table: "signers", condition: sql`lower(role) = lower(${query.role})` });
  if (query.documentId) {
    needles.push({ table: "signature_documents", condition: sql`document_id = ${query.documentId}` });
  }
  return needles;
};

/** Punctuation alone is no word of anything, and no index could find it. */
export const canMatch = ({ search, signer }: SignatureFilter): boolean =>
  [search, signer].every((term) => !term?.trim() || /[\p{L}\p{N}]/u.test(term));
