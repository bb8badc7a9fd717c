// Reads out of a callback what it claims; a hint where to look, never a fact.
import { EventParseError, parseEvent } from "@creditnexus/digisigner";

export type Hint = {
  eventType: string;
  eventTime: Date | null;
  requestId: string | null;
  documentIds: string[];
  signerEmail: string | null;
};

/** What cannot be processed, with the reason for the dead-letter list. */
export type Unreadable = { reason: string };

/** Longer than any id or address; beyond some 2,700 bytes PostgreSQL could not index it. */
const LONGEST = 500;

const check = (text: string): string => {
  if (text.length > LONGEST) throw new EventParseError(`a value has ${text.length} characters`, "");
  if (text.includes("\0")) throw new EventParseError("a value contains a NUL character", "");
  // JSON can say half of a surrogate pair; no UTF-8 can.
  if (!text.isWellFormed()) throw new EventParseError("a value is no well-formed Unicode text", "");
  return text;
};

/** Far more than a request can have; a liar's list must not cost a look-up for each of its entries. */
const MOST_DOCUMENTS = 500;

const checkDocuments = (ids: readonly string[]): string[] => {
  if (ids.length > MOST_DOCUMENTS)
    throw new EventParseError(
      `it names ${ids.length} documents, and at most ${MOST_DOCUMENTS} are looked up`,
      "",
    );
  return ids.map(check);
};

const timeOf = (at: Date | undefined): Date | null => {
  const year = at?.getUTCFullYear() ?? 0;
  // Outside of this PostgreSQL's range and ours; such a time is a lie and of no use.
  return at !== undefined && year >= 1970 && year < 10_000 ? at : null;
};

const toHint = (body: Uint8Array): Hint => {
  const event = parseEvent(body);
  switch (event.type) {
    case "DOCUMENT_SIGNED":
      return {
        eventType: event.type,
        eventTime: timeOf(event.eventTime),
        requestId: null,
        documentIds: [check(event.documentId)],
        signerEmail: check(event.signerEmail),
      };
    case "SIGNATURE_REQUEST_COMPLETED":
      return {
        eventType: event.type,
        eventTime: timeOf(event.eventTime),
        requestId: check(event.signatureRequest.signatureRequestId),
        documentIds: checkDocuments(event.signatureRequest.documents.map(({ documentId }) => documentId)),
        signerEmail: null,
      };
    case "UNKNOWN":
      return {
        eventType: check(event.eventType),
        eventTime: timeOf(event.eventTime),
        requestId: null,
        documentIds: [],
        signerEmail: null,
      };
  }
};

/** Never throws: a poisonous callback must not hold up the ones behind it. */
export const readHint = (body: Uint8Array): Hint | Unreadable => {
  try {
    return toHint(body);
  } catch (error) {
    if (error instanceof EventParseError) return { reason: error.message };
    throw error;
  }
};
