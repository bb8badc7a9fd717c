// Deletes a document; open invitations that have no other document are cancelled, DigiSigner's only cancel.
import { recordAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { refreshInvitations } from "../invitations/refresh.ts";
import { findRequest, requestIdsOfDocument } from "../requests/store.ts";
import type { Document } from "./store.ts";

export function deleteDocument(deps: Deps, document: Document): void {
  const { db, clock } = deps;
  const { documentId, accountId } = document;
  db.transaction(() => {
    db.run("UPDATE documents SET deleted_at = ? WHERE document_id = ?", clock.now(), documentId);
    recordAudit(db, clock.now(), { action: "document_deleted", accountId, documentId });
    for (const requestId of requestIdsOfDocument(db, documentId)) {
      const request = findRequest(db, requestId);
      if (request) refreshInvitations(deps, request);
    }
  });
}
