// The product as a library: the use cases behind one object, for callers in process.
import type { Readable } from "node:stream";
import { type Actor, libraryActor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Document } from "../documents/document.ts";
import { type UploadDocumentInput, uploadDocument } from "../documents/upload-document.ts";
import { cancelSignature } from "./close/cancel-signature.ts";
import { createSignatureRequest } from "./create-signature-request.ts";
import { downloadSigned } from "./download-signed.ts";
import { readLibraryInput, type SignatureRequestInput } from "./library-input.ts";
import { loadSignature } from "./load-signatures.ts";
import { syncNow } from "./sync/sync-now.ts";
import { type SignatureView, signatureView } from "./view.ts";

export type ServiceUpload = Pick<UploadDocumentInput, "file" | "fileName"> & {
  title?: string;
  metadata?: Record<string, string>;
};

/**
 * Sends documents for signature and follows them. Every method is the same use case as the HTTP route of that name, and
 * throws a `ServiceError` with the same `code`.
 *
 * @example
 * const result = await service.createSignatureRequest({
 *   documentId: "doc_123",
 *   signers: ["signer1@example.com", "signer2@example.com"],
 *   message: "Please sign this document",
 * });
 */
export class SignatureService {
  readonly #deps: Deps;
  readonly #actor: Actor;

  constructor(deps: Deps, actor: Actor = libraryActor) {
    this.#deps = deps;
    this.#actor = actor;
  }

  /** The same service acting for somebody else; the name stands in the timeline. */
  actingAs(name: string): SignatureService {
    return new SignatureService(this.#deps, { ...this.#actor, name });
  }

  /** Stores a PDF; `file` is its bytes or a stream of them. */
  uploadDocument({ file, fileName, title, metadata }: ServiceUpload): Promise<Document> {
    return uploadDocument(this.#deps, this.#actor, {
      file,
      fileName,
      describe: async () => ({ title, metadata }),
    });
  }

  /** Requests signatures on a stored document; resolves as soon as it is durable, with status `sending`. */
  async createSignatureRequest(input: SignatureRequestInput): Promise<SignatureView> {
    return signatureView(await createSignatureRequest(this.#deps, this.#actor, readLibraryInput(input)));
  }

  async getSignature(signatureId: string): Promise<SignatureView> {
    return signatureView(await loadSignature(this.#deps.db, this.#actor.workspaceId, signatureId));
  }

  /** Reads the truth from DigiSigner now. */
  async syncSignature(signatureId: string): Promise<SignatureView> {
    return signatureView(await syncNow(this.#deps, this.#actor, signatureId));
  }

  async cancelSignature(
    signatureId: string,
    input: { reason?: string; notifySigners?: boolean } = {},
  ): Promise<SignatureView> {
    return signatureView(await cancelSignature(this.#deps, this.#actor, signatureId, input));
  }

  /** The proved signed PDFs of a completed signature. */
  async readSigned(
    signatureId: string,
  ): Promise<{ documentId: string; fileName: string; stream: Readable }[]> {
    const { files } = await downloadSigned(this.#deps, this.#actor, signatureId);
    return Promise.all(
      files.map(async ({ documentId, fileName, sha256 }) => ({
        documentId,
        fileName,
        stream: (await this.#deps.blobs.open(sha256)).stream,
      })),
    );
  }
}
