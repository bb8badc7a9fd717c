// The six endpoints on documents, with what is known about each of them.
import { recordAudit } from "../audit/record.ts";
import { MAX_JSON_BYTES } from "../choices.ts";
import { getContent } from "../contents/store.ts";
import { number, text } from "../db/columns.ts";
import { addContent } from "../documents/add-content.ts";
import { deleteDocument } from "../documents/delete-document.ts";
import { requireDocument } from "../documents/store.ts";
import { uploadDocument } from "../documents/upload-document.ts";
import { SandboxError } from "../errors.ts";
import { presentField } from "../fields/present.ts";
import { fieldsOfDocument } from "../fields/store.ts";
import { readJsonObject, readMultipart } from "../wire/body.ts";
import { bytesResponse, jsonResponse } from "../wire/json.ts";
import type { ApiCall, ApiRoute } from "./route.ts";

function documentOf({ deps, account, parameters }: ApiCall): ReturnType<typeof requireDocument> {
  return requireDocument(deps.db, account.accountId, parameters.document_id ?? "");
}

export const documentRoutes: readonly ApiRoute[] = [
  {
    endpoint: "upload_document",
    method: "POST",
    path: "/documents",
    summary: "Upload a document",
    facts: [
      {
        what: "multipart part `file` with a file name, whatever its part type",
        fidelity: "exact",
        evidence: "official clients",
      },
      {
        what: "200 with only `document_id`, a lower-case UUID",
        fidelity: "exact",
        evidence: "official clients",
      },
      {
        what: "title is the file name without its extension",
        fidelity: "approximate",
        evidence: "client history",
      },
      {
        what: "watermark on uploads in TEST mode; its text is ours",
        fidelity: "approximate",
        evidence: "vendor documentation",
      },
      { what: "office files and images are converted", fidelity: "missing", evidence: "client history" },
    ],
    handle: async ({ deps, account, request }) => {
      const parts = await readMultipart(request, deps.maxUploadBytes);
      const file = parts.find((part) => part.name === "file");
      if (!file || file.filename === undefined) {
        throw new SandboxError(400, 'The upload needs a part named "file" with a file name.');
      }
      const document = await uploadDocument(deps, account, { name: file.filename, bytes: file.bytes });
      return jsonResponse({ document_id: document.documentId });
    },
  },
  {
    endpoint: "download_document",
    method: "GET",
    path: "/documents/{document_id}",
    summary: "Download a document in its current state",
    facts: [
      {
        what: "raw bytes, `application/pdf`, signed under the same id",
        fidelity: "exact",
        evidence: "official clients, production code",
      },
      { what: "the state between two signers", fidelity: "approximate", evidence: "our choice" },
      {
        what: "the signed document ends with a PAdES seal of the sandbox's own authority",
        fidelity: "approximate",
        evidence: "our choice",
      },
      { what: "an appended audit page", fidelity: "missing", evidence: "not public" },
    ],
    handle: async (call) => {
      const { deps } = call;
      const document = documentOf(call);
      const { documentId, accountId } = document;
      recordAudit(deps.db, deps.clock.now(), { action: "document_downloaded", accountId, documentId });
      const notReady =
        document.currentContent !== document.baseContent && deps.faults.take("download_not_ready");
      const bytes = getContent(deps.db, notReady ? document.baseContent : document.currentContent);
      const truncated = deps.faults.take("download_truncated");
      const kept = truncated
        ? bytes.subarray(0, Number(truncated.keep_bytes ?? Math.floor(bytes.byteLength / 2)))
        : bytes;
      const fileName = encodeURIComponent(`${document.title}.pdf`);
      return bytesResponse(kept, "application/pdf", {
        "content-disposition": `attachment; filename="document.pdf"; filename*=UTF-8''${fileName}`,
      });
    },
  },
  {
    endpoint: "delete_document",
    method: "DELETE",
    path: "/documents/{document_id}",
    summary: "Delete a document, which cancels its open invitations",
    facts: [
      {
        what: "200 with `{}`",
        fidelity: "approximate",
        evidence: "accepted by all official clients; the real body is not public",
      },
      { what: "a second delete fails; 404 here", fidelity: "approximate", evidence: "official test suite" },
      {
        what: "signers of open invitations see that it was cancelled",
        fidelity: "approximate",
        evidence: "client history",
      },
    ],
    handle: async (call) => {
      deleteDocument(call.deps, documentOf(call));
      return jsonResponse({});
    },
  },
  {
    endpoint: "list_fields",
    method: "GET",
    path: "/documents/{document_id}/fields",
    summary: "List a document's fields with what was preset and submitted",
    facts: [
      {
        what: "`document_fields` always there, unset keys left out",
        fidelity: "exact",
        evidence: "official clients",
      },
      {
        what: "`content` apart from `submitted_content`",
        fidelity: "exact",
        evidence: "official test suite",
      },
      {
        what: "`submitted_content` of signatures is `IMAGE`, of ticked boxes `Y`",
        fidelity: "approximate",
        evidence: "client history",
      },
      {
        what: "fields of a document in several requests are listed together",
        fidelity: "approximate",
        evidence: "our choice",
      },
    ],
    handle: async (call) => {
      const fields = fieldsOfDocument(call.deps.db, documentOf(call).documentId);
      return jsonResponse({ document_fields: fields.map(presentField) });
    },
  },
  {
    endpoint: "add_content",
    method: "POST",
    path: "/documents/{document_id}/content",
    summary: "Draw signatures onto a document",
    facts: [
      {
        what: "`signatures` with `page`, `rectangle` and `image`",
        fidelity: "exact",
        evidence: "official Java client",
      },
      {
        what: "`Signatures`, or none at all, changes nothing and answers 200",
        fidelity: "exact",
        evidence: "official C# client and its tests",
      },
      {
        what: "images sit at the rectangle's lower-left corner",
        fidelity: "approximate",
        evidence: "client history",
      },
      {
        what: "`draw_coordinates` scaled into the rectangle",
        fidelity: "approximate",
        evidence: "official clients; the scale is our choice",
      },
    ],
    handle: async (call) => {
      const document = documentOf(call);
      await addContent(call.deps, document, await readJsonObject(call.request, MAX_JSON_BYTES));
      return jsonResponse({});
    },
  },
  {
    endpoint: "download_attachment",
    method: "GET",
    path: "/documents/{document_id}/fields/{field_api_id}/attachment",
    summary: "Download the file a signer attached",
    facts: [
      { what: "raw bytes of a filled ATTACHMENT field", fidelity: "exact", evidence: "official clients" },
      { what: "404 for other and empty fields", fidelity: "approximate", evidence: "our choice" },
    ],
    handle: async (call) => {
      const { documentId } = documentOf(call);
      const apiId = call.parameters.field_api_id ?? "";
      const row = call.deps.db.get(
        `SELECT attachments.*, contents.size FROM attachments
         JOIN fields USING (field_id) JOIN contents ON contents.content_id = attachments.content
         WHERE fields.document_id = ? AND fields.api_id = ? AND submitted = 1 ORDER BY fields.seq DESC`,
        documentId,
        apiId,
      );
      if (!row) {
        throw new SandboxError(
          404,
          `Document "${documentId}" has no attachment in a field "${apiId.slice(0, 100)}".`,
        );
      }
      const fileName = encodeURIComponent(text(row, "filename"));
      return bytesResponse(getContent(call.deps.db, text(row, "content")), text(row, "content_type"), {
        "content-length": String(number(row, "size")),
        "content-disposition": `attachment; filename="attachment"; filename*=UTF-8''${fileName}`,
      });
    },
  },
];
