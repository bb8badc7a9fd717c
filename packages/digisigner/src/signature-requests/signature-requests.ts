// The signature request resource: create and read.
import type { CallOptions } from "../options.ts";
import { asObject } from "../transport/receive.ts";
import type { Transport } from "../transport/transport.ts";
import { toSignatureRequest, toWireRequest } from "./convert.ts";
import type { CreateSignatureRequest, SignatureRequest } from "./model.ts";

/** Calls on `/signature_requests`. All of them reject with a {@link DigiSignerError}. */
export interface SignatureRequests {
  /**
   * Sends documents for signature. Never repeated by itself: when an error says `outcomeUnknown`, it
   * is not `retryable`, since the signers may have been invited already; only deleting the documents cancels that.
   * @example
   * ```ts
   * const request = await digisigner.signatureRequests.create({
   *   documents: [
   *     {
   *       documentId: "5be88823-3ff5-4ec4-8175-459dee50f7fb",
   *       subject: "Facility agreement",
   *       signers: [
   *         {
   *           email: "ann@example.com",
   *           order: 1,
   *           fields: [{ page: 0, rectangle: [100, 100, 300, 160], type: "SIGNATURE" }],
   *         },
   *         { email: "bob@example.com", order: 2 },
   *       ],
   *     },
   *   ],
   * });
   * console.log(request.signatureRequestId, request.isCompleted);
   * // f9bf5865-de7e-4fd5-8be6-aa8d8f46735c false
   * ```
   */
  create(request: CreateSignatureRequest, options?: CallOptions): Promise<SignatureRequest>;
  /**
   * The request's state, the only truth about it: callbacks are unsigned hints.
   * @example
   * ```ts
   * const { documents } = await digisigner.signatureRequests.get("f9bf5865-de7e-4fd5-8be6-aa8d8f46735c");
   * for (const signer of documents.flatMap((document) => document.signers)) {
   *   console.log(signer.email, signer.isSignatureCompleted ? "signed" : "pending");
   * }
   * // ann@example.com signed
   * // bob@example.com pending
   * ```
   */
  get(signatureRequestId: string, options?: CallOptions): Promise<SignatureRequest>;
}

export function createSignatureRequests(transport: Transport): SignatureRequests {
  return {
    create: (request, options) =>
      transport.send(
        {
          method: "POST",
          segments: ["signature_requests"],
          accept: "application/json",
          body: () => ({ kind: "json", text: JSON.stringify(toWireRequest(request)) }),
          options,
        },
        asObject(toSignatureRequest),
      ),
    get: (signatureRequestId, options) =>
      transport.send(
        {
          method: "GET",
          segments: ["signature_requests", signatureRequestId],
          accept: "application/json",
          options,
        },
        asObject(toSignatureRequest),
      ),
  };
}
