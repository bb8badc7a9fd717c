// A callback of DigiSigner, parsed: an unsigned hint that something changed.

/** One signer has signed one document; which request it belongs to only the API tells. */
export interface DocumentSigned {
  readonly type: "DOCUMENT_SIGNED";
  readonly eventTime: Date;
  readonly documentId: string;
  readonly signerEmail: string;
}

/** Every signer of every document of a request is done. */
export interface SignatureRequestCompleted {
  readonly type: "SIGNATURE_REQUEST_COMPLETED";
  readonly eventTime: Date;
  readonly signatureRequest: EventSignatureRequest;
}

/** The state that a completed event claims. Confirm it with `signatureRequests.get` before acting on it. */
export interface EventSignatureRequest {
  readonly signatureRequestId: string;
  readonly isCompleted: boolean;
  readonly documents: readonly EventDocument[];
}

export interface EventDocument {
  readonly documentId: string;
  readonly signers: readonly EventSigner[];
}

export interface EventSigner {
  readonly email: string;
  readonly isSignatureCompleted: boolean;
}

/** An event type that is not known: acknowledge and keep it. */
export interface UnknownEvent {
  readonly type: "UNKNOWN";
  readonly eventType: string;
  readonly eventTime: Date | undefined;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What `parseEvent` returns; tell them apart by `type`. */
export type DigiSignerEvent = DocumentSigned | SignatureRequestCompleted | UnknownEvent;
