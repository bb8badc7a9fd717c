// Lists a workspace's signatures with filters, search and sorting.
import type { SIGNATURE_SORTS, SignatureStatus } from "@creditnexus/contract";
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { inSnapshot } from "../../db/snapshot.ts";
import { page, readCursor } from "../cursor.ts";
import { containing } from "../sql.ts";
import { completeSignatures } from "./load-signatures.ts";
import type { Signature } from "./signature.ts";

export type SignatureQuery = {
  limit: number;
  cursor?: string | undefined;
  status?: SignatureStatus[] | undefined;
  documentId?: string | undefined;
  /** Part of a signer's address or name. */
  signer?: string | undefined;
  role?: string | undefined;
  search?: string | undefined;
  requestedFrom?: Date | undefined;
  requestedTo?: Date | undefined;
  sort: (typeof SIGNATURE_SORTS)[number];
};

const SORTS = {
  requested_at: { column: "requested_at", direction: "asc" },
  "-requested_at": { column: "requested_at", direction: "desc" },
  expires_at: { column: "expires_at", direction: "asc" },
  "-expires_at": { column: "expires_at", direction: "desc" },
  "-updated_at": { column: "updated_at", direction: "desc" },
} as const;

type Select = SelectQueryBuilder<Schema, "signatures", object>;

const hasSigner = (condition: ReturnType<typeof sql<boolean>>) => sql<boolean>`exists (
  select 1 from signers s
  where s.workspace_id = signatures.workspace_id and s.signature_id = signatures.signature_id and ${condition}
)`;

const hasDocument = (condition: ReturnType<typeof sql<boolean>>) => sql<boolean>`exists (
  select 1 from signature_documents p join documents d using (workspace_id, document_id)
  where p.workspace_id = signatures.workspace_id and p.signature_id = signatures.signature_id and ${condition}
)`;

const filter = (select: Select, query: SignatureQuery): Select => {
  let filtered = select;
  if (query.status && query.status.length > 0) filtered = filtered.where("status", "in", query.status);
  if (query.requestedFrom) filtered = filtered.where("requested_at", ">=", query.requestedFrom);
  if (query.requestedTo) filtered = filtered.where("requested_at", "<", query.requestedTo);
  if (query.documentId) filtered = filtered.where(hasDocument(sql`p.document_id = ${query.documentId}`));
  if (query.role) filtered = filtered.where(hasSigner(sql`lower(s.role) = lower(${query.role})`));
  if (query.signer) {
    const pattern = containing(query.signer);
    filtered = filtered.where(hasSigner(sql`(s.email ilike ${pattern} or s.name ilike ${pattern})`));
  }
  if (query.search) {
    const pattern = containing(query.search);
    filtered = filtered.where(
      sql<boolean>`(
        title ilike ${pattern} or subject ilike ${pattern} or signature_id ilike ${pattern}
        or digisigner_request_id = ${query.search}
        or ${hasSigner(sql`(s.email ilike ${pattern} or s.name ilike ${pattern})`)}
        or ${hasDocument(sql`(d.title ilike ${pattern} or d.file_name ilike ${pattern})`)}
      )`,
    );
  }
  return filtered;
};

export const listSignatures = (
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  query: SignatureQuery,
): Promise<{ signatures: Signature[]; nextCursor: string | null }> =>
  inSnapshot(deps.db, async (snapshot) => {
    const { column, direction } = SORTS[query.sort];
    let select = filter(snapshot.selectFrom("signatures").where("workspace_id", "=", workspaceId), query);
    if (query.cursor !== undefined) {
      const { at, id } = readCursor(query.cursor);
      const beyond = direction === "desc" ? sql`<` : sql`>`;
      select = select.where(sql<boolean>`(${sql.ref(column)}, signature_id) ${beyond} (${at}, ${id})`);
    }
    const found = await select
      .selectAll()
      .orderBy(column, direction)
      .orderBy("signature_id", direction)
      .limit(query.limit + 1)
      .execute();
    const { rows, nextCursor } = page(found, query.limit, (row) => ({
      at: row[column],
      id: row.signature_id,
    }));
    return { signatures: await completeSignatures(snapshot, workspaceId, rows), nextCursor };
  });
