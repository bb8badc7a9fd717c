// Parses the body of a callback into one of the known events, or an unknown one.
import { isObject, nameOf, ObjectReader, ShapeError } from "../parsing/object-reader.ts";
import type { Warn } from "../transport/transport.ts";
import type { DigiSignerEvent, EventDocument, EventSignatureRequest, EventSigner } from "./event.ts";

/**
 * The body is no event; the message names what is wrong with it, without quoting it.
 * @example
 * ```ts
 * try {
 *   parseEvent('{"event_type":"DOCUMENT_SIGNED","event_time":1700000000000}');
 * } catch (error) {
 *   if (error instanceof EventParseError) console.log(error.path, "|", error.message);
 * }
 * // document_id | not a DigiSigner event: document_id is missing, expected a non-empty string
 * ```
 */
export class EventParseError extends Error {
  override readonly name = "EventParseError";
  /** The key at fault, such as `signature_request.documents[0].document_id`; empty for the whole body. */
  readonly path: string;

  constructor(message: string, path: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.path = path;
  }
}

/**
 * Parses a callback. DigiSigner signs nothing, so an event tells when to look, not what is true.
 * @param body the raw body as text or bytes (UTF-8), or the parsed JSON
 * @throws EventParseError when it is no JSON object, has no `event_type`, or lacks what its type needs
 * @example
 * ```ts
 * const event = parseEvent('{"event_time":1700000000000,"event_type":"DOCUMENT_SIGNED","document_id":"d-1","signer_email":"ann@example.com"}');
 * if (event.type === "DOCUMENT_SIGNED") console.log(event.documentId, event.signerEmail);
 * // d-1 ann@example.com
 * ```
 */
export function parseEvent(body: unknown): DigiSignerEvent {
  const value = typeof body === "string" || body instanceof Uint8Array ? parseJson(body) : body;
  if (!isObject(value)) throw new EventParseError(`the body is ${nameOf(value)}, expected a JSON object`, "");
  try {
    return toEvent(value);
  } catch (cause) {
    if (!(cause instanceof ShapeError)) throw cause;
    throw new EventParseError(`not a DigiSigner event: ${cause.message}`, cause.path);
  }
}

function parseJson(body: string | Uint8Array): unknown {
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    // The cause stays out: JSON.parse quotes what it read, and that ends in logs.
    const reason = cause instanceof SyntaxError ? "no JSON" : "no UTF-8 text";
    throw new EventParseError(
      `the body of ${body.length} ${typeof body === "string" ? "characters" : "bytes"} is ${reason}`,
      "",
    );
  }
}

const ignoreWarnings: Warn = () => undefined;

function toEvent(value: Readonly<Record<string, unknown>>): DigiSignerEvent {
  const reader = new ObjectReader(value, "", ignoreWarnings);
  const eventType = reader.requiredString("event_type");
  if (eventType === "DOCUMENT_SIGNED") {
    return {
      type: eventType,
      eventTime: requiredTime(reader),
      documentId: reader.requiredString("document_id"),
      signerEmail: reader.requiredString("signer_email"),
    };
  }
  if (eventType === "SIGNATURE_REQUEST_COMPLETED") {
    return {
      type: eventType,
      eventTime: requiredTime(reader),
      signatureRequest: reader.object("signature_request", toSignatureRequest),
    };
  }
  return { type: "UNKNOWN", eventType, eventTime: time(reader), raw: value };
}

function toSignatureRequest(reader: ObjectReader): EventSignatureRequest {
  return {
    signatureRequestId: reader.requiredString("signature_request_id"),
    isCompleted: reader.expectedBoolean("is_completed"),
    documents: reader.list("documents", toDocument),
  };
}

function toDocument(reader: ObjectReader): EventDocument {
  return { documentId: reader.requiredString("document_id"), signers: reader.list("signers", toSigner) };
}

function toSigner(reader: ObjectReader): EventSigner {
  return {
    email: reader.requiredString("email"),
    isSignatureCompleted: reader.expectedBoolean("is_signature_completed"),
  };
}

/** Milliseconds since the epoch, as a number or as digits. */
function time(reader: ObjectReader): Date | undefined {
  const value = reader.number("event_time");
  if (value === undefined) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function requiredTime(reader: ObjectReader): Date {
  const date = time(reader);
  if (date === undefined) throw reader.unusable("event_time", "milliseconds since the epoch");
  return date;
}
