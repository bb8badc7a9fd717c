// The routes of documents.
import { createHash, type Hash } from "node:crypto";

import { findDocument } from "../../domain/documents/find-document.ts";
import { listDocuments } from "../../domain/documents/list-documents.ts";
import { uploadDocument } from "../../domain/documents/upload-document.ts";
import { documentToWire } from "../../domain/documents/wire.ts";
import { listSignatures } from "../../domain/signatures/list-signatures.ts";
import { signatureToWire } from "../../domain/signatures/wire.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";
import { once } from "../idempotent.ts";
import { readUpload } from "../read-upload.ts";
import { sendPdf } from "../send-pdf.ts";

/** Passes the bytes on while hashing them: what was uploaded tells a repeated call from another one. */
async function* hashed(source: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
}

export const documentRoutes = (
  context: HttpContext,
): Pick<
  Handlers,
  "createDocument" | "listDocuments" | "getDocument" | "getDocumentContent" | "listDocumentSignatures"
> => ({
  createDocument: async ({ actor, request, reply }) =>
    once(context, { request, reply, actor }, async ({ begin, record }) => {
      const upload = await readUpload(request);
      const hash = createHash("sha256");
      const document = await uploadDocument(context, actor, {
        fileName: upload.fileName,
        file: hashed(upload.file, hash),
        async describe() {
          const fields = await upload.describe();
          await begin({ sha256: hash.digest("hex"), ...fields });
          return fields;
        },
        alongside: (transaction, stored) => record(transaction, 201, documentToWire(stored)),
      });
      return documentToWire(document);
    }),

  listDocuments: async ({ actor, query }) => {
    const { documents, nextCursor } = await listDocuments(context, actor.workspaceId, query);
    return { documents: documents.map(documentToWire), next_cursor: nextCursor };
  },

  getDocument: async ({ actor, params }) =>
    documentToWire(await findDocument(context, actor.workspaceId, params.document_id)),

  getDocumentContent: async ({ actor, params, reply }) =>
    sendPdf(
      reply,
      context.blobs,
      await findDocument(context, actor.workspaceId, params.document_id),
      "inline",
    ),

  listDocumentSignatures: async ({ actor, params, query }) => {
    await findDocument(context, actor.workspaceId, params.document_id);
    const { signatures, nextCursor } = await listSignatures(context, actor.workspaceId, {
      ...query,
      documentId: params.document_id,
      sort: "-requested_at",
    });
    return { signatures: signatures.map(signatureToWire), next_cursor: nextCursor };
  },
});
