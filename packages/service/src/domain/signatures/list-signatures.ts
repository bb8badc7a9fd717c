// Lists a workspace's signatures with filters, search and sorting.
import type { Kysely } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { inSnapshot } from "../../db/snapshot.ts";
import { page } from "../cursor.ts";
import { findInOrder } from "./find-in-order.ts";
import { canMatch, orderOf, type SignatureQuery } from "./list-filter.ts";
import { completeSignatures } from "./load-signatures.ts";
import type { Signature } from "./signature.ts";

export const listSignatures = (
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  query: SignatureQuery,
): Promise<{ signatures: Signature[]; nextCursor: string | null }> =>
  inSnapshot(deps.db, async (snapshot) => {
    const ids = canMatch(query) ? await findInOrder(snapshot, workspaceId, query, query.limit + 1) : [];
    if (ids.length === 0) return { signatures: [], nextCursor: null };
    const { column, direction } = orderOf(query);
    const found = await snapshot
      .selectFrom("signatures")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("signature_id", "in", ids)
      .orderBy(column, direction)
      .orderBy("signature_id", direction)
      .execute();
    const { rows, nextCursor } = page(found, query.limit, (row) => ({
      at: row[column],
      id: row.signature_id,
    }));
    return { signatures: await completeSignatures(snapshot, workspaceId, rows), nextCursor };
  });
