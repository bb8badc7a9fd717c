// Finds the signatures that callbacks concern; one document of DigiSigner may belong to several requests.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { type Hint, readHint } from "./hint.ts";

export type Matches = {
  /** Ids of our signatures, each once. */
  find(workspaceId: string, hint: Hint): string[];
};

const put = (map: Map<string, Set<string>>, key: string, signatureId: string): void => {
  const found = map.get(key);
  if (found === undefined) map.set(key, new Set([signatureId]));
  else found.add(signatureId);
};

/** Two queries for a whole batch, whatever its size. */
export const matchHints = async (
  transaction: Transaction<Schema>,
  rows: readonly { workspace_id: string; body: Buffer }[],
): Promise<Matches> => {
  const hints = rows.map((row) => readHint(row.body)).filter((hint) => "eventType" in hint);
  const workspaceIds = [...new Set(rows.map((row) => row.workspace_id))];
  const requestIds = [...new Set(hints.flatMap((hint) => hint.requestId ?? []))];
  const documentIds = [...new Set(hints.flatMap((hint) => hint.documentIds))];
  const found = new Map<string, Set<string>>();
  if (requestIds.length > 0) {
    const signatures = await transaction
      .selectFrom("signatures")
      .select(["workspace_id", "signature_id", "digisigner_request_id as key"])
      .where("workspace_id", "in", workspaceIds)
      // As an array: a parameter of its own for each id would be too many for PostgreSQL.
      .where("digisigner_request_id", "=", sql<string>`any(${requestIds}::text[])`)
      .execute();
    for (const row of signatures) put(found, `${row.workspace_id}/request/${row.key}`, row.signature_id);
  }
  if (documentIds.length > 0) {
    const documents = await transaction
      .selectFrom("signature_documents")
      .select(["workspace_id", "signature_id", "digisigner_document_id as key"])
      .where("workspace_id", "in", workspaceIds)
      .where("digisigner_document_id", "=", sql<string>`any(${documentIds}::text[])`)
      .execute();
    for (const row of documents) put(found, `${row.workspace_id}/document/${row.key}`, row.signature_id);
  }
  return {
    find(workspaceId, hint) {
      const byRequest = found.get(`${workspaceId}/request/${hint.requestId}`);
      if (byRequest !== undefined) return [...byRequest];
      const ids = hint.documentIds.flatMap((id) => [...(found.get(`${workspaceId}/document/${id}`) ?? [])]);
      return [...new Set(ids)];
    },
  };
};
