// Callbacks become typed events, or an error that names what is wrong.
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventParseError, parseEvent } from "./parse-event.ts";

const signed = {
  event_time: 1_700_000_000_123,
  event_type: "DOCUMENT_SIGNED",
  document_id: "5be88823-3ff5-4ec4-8175-459dee50f7fb",
  signer_email: "ann@example.com",
};
const completed = {
  event_time: 1_700_000_000_124,
  event_type: "SIGNATURE_REQUEST_COMPLETED",
  signature_request: {
    signature_request_id: "f9bf5865-de7e-4fd5-8be6-aa8d8f46735c",
    is_completed: true,
    documents: [
      {
        signers: [
          { email: "ann@example.com", is_signature_completed: true },
          { email: "bob@example.com", is_signature_completed: true },
        ],
        document_id: "5be88823-3ff5-4ec4-8175-459dee50f7fb",
      },
    ],
  },
};

/** The error of a body that must not parse. */
function failureFor(body: unknown): unknown {
  try {
    return { parsed: parseEvent(body) };
  } catch (error) {
    return error;
  }
}

describe.each([
  ["text", (value: unknown) => JSON.stringify(value)],
  ["bytes", (value: unknown) => new TextEncoder().encode(JSON.stringify(value))],
  ["bytes with a byte order mark", (value: unknown) => Buffer.from(`\ufeff${JSON.stringify(value)}`)],
  ["a parsed object", (value: unknown) => value],
])("given as %s", (_name, encode) => {
  it("a signed document is read", () => {
    expect(parseEvent(encode(signed))).toEqual({
      type: "DOCUMENT_SIGNED",
      eventTime: new Date(1_700_000_000_123),
      documentId: "5be88823-3ff5-4ec4-8175-459dee50f7fb",
      signerEmail: "ann@example.com",
    });
  });

  it("a completed request is read", () => {
    expect(parseEvent(encode(completed))).toEqual({
      type: "SIGNATURE_REQUEST_COMPLETED",
      eventTime: new Date(1_700_000_000_124),
      signatureRequest: {
        signatureRequestId: "f9bf5865-de7e-4fd5-8be6-aa8d8f46735c",
        isCompleted: true,
        documents: [
          {
            documentId: "5be88823-3ff5-4ec4-8175-459dee50f7fb",
            signers: [
              { email: "ann@example.com", isSignatureCompleted: true },
              { email: "bob@example.com", isSignatureCompleted: true },
            ],
          },
        ],
      },
    });
  });

  it("an unknown event keeps all it came with", () => {
    const raw = { event_type: "DOCUMENT_VIEWED", event_time: 5, extra: { a: [1] } };
    expect(parseEvent(encode(raw))).toEqual({
      type: "UNKNOWN",
      eventType: "DOCUMENT_VIEWED",
      eventTime: new Date(5),
      raw,
    });
  });
});

it("takes digits for a time, and ignores keys it does not know", () => {
  const event = parseEvent({ ...signed, event_time: "1700000000123", workspace: "x" });
  expect(event).toEqual(parseEvent(signed));
});

it("leaves out the time of an unknown event that has none", () => {
  expect(parseEvent({ event_type: "X" })).toMatchObject({ type: "UNKNOWN", eventTime: undefined });
});

describe("a body that is no event", () => {
  it.each([
    ["", "the body of 0 characters is no JSON"],
    ["{", "the body of 1 characters is no JSON"],
    [new Uint8Array([0xff, 0xfe]), "the body of 2 bytes is no UTF-8 text"],
    ["null", "the body is null, expected a JSON object"],
    ["[]", "the body is a list, expected a JSON object"],
    [undefined, "the body is missing, expected a JSON object"],
    ['"DOCUMENT_SIGNED"', "the body is a string, expected a JSON object"],
  ])("%j is refused", (body, message) => {
    expect(failureFor(body)).toMatchObject({ name: "EventParseError", message, path: "" });
  });

  it.each([
    [{}, "event_type"],
    [{ event_type: "" }, "event_type"],
    [{ ...signed, event_time: undefined }, "event_time"],
    [{ ...signed, event_time: "soon" }, "event_time"],
    [{ ...signed, event_time: 1e300 }, "event_time"],
    [{ ...signed, document_id: null }, "document_id"],
    [{ ...signed, signer_email: "" }, "signer_email"],
    [{ ...completed, signature_request: undefined }, "signature_request"],
    [{ ...completed, signature_request: [] }, "signature_request"],
    [{ ...completed, signature_request: { documents: [] } }, "signature_request.signature_request_id"],
    [
      { ...completed, signature_request: { signature_request_id: "r", documents: [{}] } },
      "signature_request.documents[0].document_id",
    ],
  ])("%j is refused at its place", (body, path) => {
    const error = failureFor(body);
    expect(error).toMatchObject({ name: "EventParseError", path });
    expect((error as Error).message).toContain(path);
  });

  it("is not quoted by the error, which ends in logs", () => {
    const body = '{"event_type":"DOCUMENT_SIGNED","signer_email":"private@example.com"';
    expect(inspect(failureFor(body), { depth: 9 })).not.toContain("private");
  });
});

describe("for any input", () => {
  it("text, bytes or value, the result is an event or an EventParseError", () => {
    const value = fc.oneof(
      fc.string(),
      fc.uint8Array(),
      fc.json(),
      fc.anything(),
      fc.record(
        {
          event_type: fc.oneof(
            fc.constantFrom("DOCUMENT_SIGNED", "SIGNATURE_REQUEST_COMPLETED"),
            fc.anything(),
          ),
          event_time: fc.oneof(fc.integer(), fc.anything()),
          document_id: fc.anything(),
          signer_email: fc.anything(),
          signature_request: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(value, (body) => {
        const result = failureFor(body);
        const isEvent = typeof result === "object" && result !== null && "parsed" in result;
        expect(isEvent || result instanceof EventParseError).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("what a completed event says comes out again", () => {
    const text = fc.string({ minLength: 1, unit: "binary" }).filter((s) => s.isWellFormed());
    const signer = fc.record({ email: text, is_signature_completed: fc.boolean() });
    const document = fc.record({ signers: fc.array(signer), document_id: text });
    const event = fc.record({
      event_time: fc.integer({ min: 0, max: 8.64e15 }),
      event_type: fc.constant("SIGNATURE_REQUEST_COMPLETED"),
      signature_request: fc.record({
        signature_request_id: text,
        is_completed: fc.boolean(),
        documents: fc.array(document),
      }),
    });
    fc.assert(
      fc.property(event, (wire) => {
        const parsed = parseEvent(JSON.stringify(wire));
        if (parsed.type !== "SIGNATURE_REQUEST_COMPLETED") throw new Error(`parsed as ${parsed.type}`);
        const { signatureRequest, eventTime } = parsed;
        expect({
          event_time: eventTime.getTime(),
          event_type: parsed.type,
          signature_request: {
            signature_request_id: signatureRequest.signatureRequestId,
            is_completed: signatureRequest.isCompleted,
            documents: signatureRequest.documents.map(({ documentId, signers }) => ({
              signers: signers.map((s) => ({
                email: s.email,
                is_signature_completed: s.isSignatureCompleted,
              })),
              document_id: documentId,
            })),
          },
        }).toEqual(wire);
      }),
      { numRuns: 500 },
    );
  });
});
