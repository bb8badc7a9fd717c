// The public face of the DigiSigner client.
export { checkKey, type KeyCheck } from "./account/check-key.ts";
export { type AccountMode, detectMode } from "./account/detect-mode.ts";
export { ACKNOWLEDGEMENT, acknowledge } from "./callbacks/acknowledge.ts";
export { type CallbackProof, signCallback, verifyCallback } from "./callbacks/callback-signature.ts";
export {
  CALLBACK_TOKEN_PARAMETER,
  type CallbackTokenProof,
  callbackToken,
  callbackUrl,
  verifyCallbackToken,
} from "./callbacks/callback-token.ts";
export {
  type DecodeOptions,
  decodeSignDocumentUrl,
  SignDocumentUrlError,
} from "./callbacks/decode-sign-document-url.ts";
export type {
  DigiSignerEvent,
  DocumentSigned,
  EventDocument,
  EventSignatureRequest,
  EventSigner,
  SignatureRequestCompleted,
  UnknownEvent,
} from "./callbacks/event.ts";
export type { HmacSha256 } from "./callbacks/hmac.ts";
export { EventParseError, parseEvent } from "./callbacks/parse-event.ts";
export { DigiSigner } from "./digisigner.ts";
export type { Documents } from "./documents/documents.ts";
export type { DocumentField, SignatureContent, UploadedDocument, UploadOptions } from "./documents/model.ts";
export type { UploadSource } from "./documents/upload-source.ts";
export {
  AbortedError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  DigiSignerError,
  type ErrorCode,
  type ErrorFacts,
  ForbiddenError,
  InvalidRequestError,
  MalformedResponseError,
  NotFoundError,
  PaymentRequiredError,
  RateLimitedError,
  ServerError,
  SourceError,
  TimeoutError,
  TooLargeError,
} from "./errors.ts";
export {
  type CallOptions,
  DEFAULT_BASE_URL,
  type DigiSignerOptions,
  type Fetch,
  type RequestInfo,
  type ResponseInfo,
  type RetryOptions,
  type Warning,
} from "./options.ts";
export type { OtherWord } from "./parsing/object-reader.ts";
export type {
  BrandingInput,
  CreateSignatureRequest,
  DocumentInput,
  ExistingFieldInput,
  FieldInput,
  PdfFieldInput,
  RequestDocument,
  SignatureRequest,
  Signer,
  SignerInput,
} from "./signature-requests/model.ts";
export type { SignatureRequests } from "./signature-requests/signature-requests.ts";
export type { Download } from "./transport/receive.ts";
export {
  type Alignment,
  CALLBACK_RETRY_MINUTES,
  CALLBACK_SIGNATURE_HEADER,
  DIGISIGNER_EVENT_ACCEPTED,
  type DrawCoordinate,
  EVENT_TYPES,
  type EventType,
  FIELD_TYPES,
  type FieldStatus,
  type FieldType,
  type Rectangle,
} from "./wire.ts";
