// Holds what is read out of callbacks, and that poison is named instead of thrown.
import { expect, test } from "vitest";
import { readHint } from "./hint.ts";

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

test("a signed document names document and signer", () => {
  const event = {
    event_time: 1_766_000_000_000,
    event_type: "DOCUMENT_SIGNED",
    document_id: "d-1",
    signer_email: "jane@borrower.com",
  };
  expect(readHint(bytes(event))).toEqual({
    eventType: "DOCUMENT_SIGNED",
    eventTime: new Date(1_766_000_000_000),
    requestId: null,
    documentIds: ["d-1"],
    signerEmail: "jane@borrower.com",
  });
});

test("a completed request names itself and its documents", () => {
  const event = {
    event_time: 1,
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: {
      signature_request_id: "r-1",
      is_completed: true,
      documents: [{ signers: [], document_id: "d-1" }],
    },
  };
  expect(readHint(bytes(event))).toMatchObject({ requestId: "r-1", documentIds: ["d-1"] });
});

test("an unknown type is a hint without a place to look", () => {
  expect(readHint(bytes({ event_type: "SOMETHING_NEW" }))).toMatchObject({
    eventType: "SOMETHING_NEW",
    documentIds: [],
  });
});

test.each([
  ["no JSON", Buffer.from("signed, honestly")],
  ["no object", bytes("signed")],
  ["no type", bytes({ document_id: "d-1" })],
  ["no signer", bytes({ event_type: "DOCUMENT_SIGNED", event_time: 1, document_id: "d-1" })],
  [
    "a NUL character",
    bytes({ event_type: "DOCUMENT_SIGNED", event_time: 1, document_id: "\0", signer_email: "a" }),
  ],
  [
    "half a surrogate pair",
    Buffer.from('{"event_type":"DOCUMENT_SIGNED","event_time":1,"document_id":"d","signer_email":"\\ud800"}'),
  ],
  [
    "an endless id",
    bytes({ event_type: "DOCUMENT_SIGNED", event_time: 1, document_id: "x".repeat(3000), signer_email: "a" }),
  ],
])("%s is unreadable and says why", (_name, body) => {
  expect(readHint(body)).toEqual({ reason: expect.stringMatching(/.{10}/) });
});

test("a time that no calendar holds is left out", () => {
  const event = { event_type: "DOCUMENT_SIGNED", event_time: 8e15, document_id: "d", signer_email: "a" };
  expect(readHint(bytes(event))).toMatchObject({ eventTime: null });
});

test("a list of documents that no request can have is not looked up", () => {
  const body = (count: number) =>
    bytes({
      event_type: "SIGNATURE_REQUEST_COMPLETED",
      event_time: 1_766_000_000_000,
      signature_request: {
        signature_request_id: "r-1",
        is_completed: true,
        documents: Array.from({ length: count }, (_, index) => ({ document_id: `d-${index}`, signers: [] })),
      },
    });
  expect(readHint(body(500))).toMatchObject({ requestId: "r-1" });
  expect(readHint(body(501))).toEqual({
    reason: expect.stringContaining("it names 501 documents, and at most 500 are looked up"),
  });
});
