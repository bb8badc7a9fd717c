// Documents: the PDFs that are sent.
import { z } from "zod";
import * as documents from "../documents.ts";
import * as ids from "../ids.ts";
import { type Route, route } from "./route.ts";

const documentParams = z.object({ document_id: ids.DocumentId });

export const documentsRoutes = {
  createDocument: route({
    method: "POST",
    path: "/api/documents",
    access: "sender",
    tag: "documents",
    summary: "Store a PDF to be sent for signature",
    body: documents.CreateDocumentFields,
    multipart: true,
    idempotent: true,
    status: 201,
    response: documents.Document,
    errors: [
      "invalid_request",
      "file_too_large",
      "empty_file",
      "not_a_pdf",
      "encrypted_pdf",
      "damaged_pdf",
      "pdf_too_costly",
    ],
  }),
  listDocuments: route({
    method: "GET",
    path: "/api/documents",
    access: "viewer",
    tag: "documents",
    summary: "List documents, newest first",
    query: documents.DocumentListQuery,
    status: 200,
    response: documents.DocumentList,
    errors: ["invalid_request"],
  }),
  getDocument: route({
    method: "GET",
    path: "/api/documents/{document_id}",
    access: "viewer",
    tag: "documents",
    summary: "Read one document",
    params: documentParams,
    status: 200,
    response: documents.Document,
    errors: ["not_found"],
  }),
  getDocumentContent: route({
    method: "GET",
    path: "/api/documents/{document_id}/content",
    access: "viewer",
    tag: "documents",
    summary: "Read the PDF as it was stored",
    params: documentParams,
    status: 200,
    response: "application/pdf",
    errors: ["not_found"],
  }),
} as const satisfies Record<string, Route>;
