// The document resource: upload, download, delete, fields, added content and attachments.
import type { CallOptions } from "../options.ts";
import { requiredText } from "../parsing/input.ts";
import { asDownload, asNothing, asObject, type Download } from "../transport/receive.ts";
import type { Call, Transport } from "../transport/transport.ts";
import { toDocumentFields, toUploadedDocument, toWireContent } from "./convert.ts";
import type { DocumentField, SignatureContent, UploadedDocument, UploadOptions } from "./model.ts";
import { multipartBody } from "./multipart.ts";
import type { UploadSource } from "./upload-source.ts";

/** Calls on `/documents`. All of them reject with a {@link DigiSignerError}. */
export interface Documents {
  /**
   * Stores a document, streaming it with constant memory when a stream is given. Never repeated by itself.
   * @returns the id to use in signature requests, as often as wanted
   * @example
   * ```ts
   * const file = new Blob(["%PDF-1.7 …"]);
   * const { documentId } = await digisigner.documents.upload(file, { filename: "facility agreement.pdf" });
   * console.log(documentId);
   * // 5be88823-3ff5-4ec4-8175-459dee50f7fb
   * ```
   */
  upload(file: UploadSource, options: UploadOptions & CallOptions): Promise<UploadedDocument>;
  /**
   * The document as it is now: the original before, the signed file after completion.
   * @example
   * ```ts
   * const { body, contentType } = await digisigner.documents.download("5be88823-3ff5-4ec4-8175-459dee50f7fb");
   * let size = 0;
   * for await (const chunk of body) size += chunk.byteLength;
   * console.log(contentType, size);
   * // application/pdf 15
   * ```
   */
  download(documentId: string, options?: CallOptions): Promise<Download>;
  /**
   * Deletes a document, which also cancels its open invitations: DigiSigner has no other way to cancel.
   * When the answer to a first attempt was lost, a later 404 counts as done.
   * @example
   * ```ts
   * await digisigner.documents.delete("5be88823-3ff5-4ec4-8175-459dee50f7fb");
   * console.log("cancelled");
   * // cancelled
   * ```
   */
  delete(documentId: string, options?: CallOptions): Promise<void>;
  /**
   * Every field with what was entered. A template's copy has the id that its request returned.
   * @example
   * ```ts
   * const fields = await digisigner.documents.fields("5be88823-3ff5-4ec4-8175-459dee50f7fb");
   * for (const { apiId, submittedContent } of fields) console.log(apiId, submittedContent);
   * // borrower John
   * ```
   */
  fields(documentId: string, options?: CallOptions): Promise<DocumentField[]>;
  /**
   * Draws signatures on the document. Never repeated by itself.
   * @example
   * ```ts
   * await digisigner.documents.addContent("5be88823-3ff5-4ec4-8175-459dee50f7fb", [
   *   { page: 0, rectangle: [100, 100, 300, 160], drawCoordinates: [{ lx: 0, ly: 0, mx: 40, my: 12 }] },
   * ]);
   * console.log("drawn");
   * // drawn
   * ```
   */
  addContent(
    documentId: string,
    signatures: readonly SignatureContent[],
    options?: CallOptions,
  ): Promise<void>;
  /**
   * The file that a signer attached to a filled ATTACHMENT field.
   * @example
   * ```ts
   * const passport = await digisigner.documents.attachment("5be88823-3ff5-4ec4-8175-459dee50f7fb", "passport");
   * console.log(passport.contentType, (await passport.bytes()).length);
   * // image/png 8
   * ```
   */
  attachment(documentId: string, fieldApiId: string, options?: CallOptions): Promise<Download>;
}

const JSON_TYPE = "application/json";
const ANY_TYPE = "application/pdf, */*";

export function createDocuments(transport: Transport): Documents {
  const get = (segments: readonly string[], accept: string, options: CallOptions | undefined): Call => {
    return { method: "GET", segments: ["documents", ...segments], accept, options };
  };
  return {
    upload: (file, options) =>
      transport.send(
        {
          method: "POST",
          segments: ["documents"],
          accept: JSON_TYPE,
          body: () =>
            multipartBody(file, {
              filename: requiredText(options.filename, "filename"),
              contentType: contentTypeOf(file, options),
              size: options.size,
            }),
          options,
        },
        asObject(toUploadedDocument),
      ),
    download: (documentId, options) => transport.send(get([documentId], ANY_TYPE, options), asDownload),
    delete: (documentId, options) =>
      transport.send(
        { method: "DELETE", segments: ["documents", documentId], accept: JSON_TYPE, options },
        asNothing,
      ),
    fields: (documentId, options) =>
      transport.send(get([documentId, "fields"], JSON_TYPE, options), asObject(toDocumentFields)),
    addContent: (documentId, signatures, options) =>
      transport.send(
        {
          method: "POST",
          segments: ["documents", documentId, "content"],
          accept: JSON_TYPE,
          body: () => ({ kind: "json", text: JSON.stringify(toWireContent(signatures)) }),
          options,
        },
        asNothing,
      ),
    attachment: (documentId, fieldApiId, options) =>
      transport.send(get([documentId, "fields", fieldApiId, "attachment"], "*/*", options), asDownload),
  };
}

function contentTypeOf(file: UploadSource, { contentType, filename }: UploadOptions): string {
  if (contentType !== undefined) return contentType;
  if (filename.toLowerCase().endsWith(".pdf")) return "application/pdf";
  const own = file instanceof Blob ? file.type : "";
  return own === "" ? "application/octet-stream" : own;
}
