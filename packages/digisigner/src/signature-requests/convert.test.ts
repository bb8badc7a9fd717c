// Any request the types allow goes on the wire as itself, in snake_case.
import fc from "fast-check";
import { expect, it } from "vitest";
import { ObjectReader } from "../parsing/object-reader.ts";
import { FIELD_TYPES } from "../wire.ts";
import { toSignatureRequest, toWireRequest } from "./convert.ts";

/** The naming rule alone, without any knowledge of keys; unset keys vanish. */
function toSnake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnake);
  if (typeof value === "number") return Math.round(value) + 0;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .map(([key, entry]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), toSnake(entry)]);
  return Object.fromEntries(entries);
}

const text = fc.string({ unit: "binary" });
const id = fc.string({ minLength: 1 });
const corner = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const presets = { content: text, label: text, required: fc.boolean(), readOnly: fc.boolean() };
const field = fc.record(
  {
    page: fc.integer(),
    rectangle: fc.tuple(corner, corner, corner, corner),
    type: fc.constantFrom(...FIELD_TYPES),
    apiId: text,
    groupId: text,
    ...presets,
  },
  { requiredKeys: ["page", "rectangle", "type"] },
);
const signer = fc.record(
  {
    email: id,
    role: text,
    order: fc.integer(),
    accessCode: text,
    fields: fc.array(field),
    pdfFields: fc.array(fc.record({ name: id, ...presets }, { requiredKeys: ["name"] })),
    useAllPdfFields: fc.boolean(),
    existingFields: fc.array(
      fc.record({ apiId: id, groupId: text, ...presets }, { requiredKeys: ["apiId"] }),
    ),
  },
  { requiredKeys: ["email"] },
);
const document = fc.record(
  { documentId: id, title: text, subject: text, message: text, signers: fc.array(signer) },
  { requiredKeys: ["documentId"] },
);
const request = fc.record(
  {
    documents: fc.array(document, { minLength: 1 }),
    sendEmails: fc.boolean(),
    embedded: fc.boolean(),
    redirectForSigningToUrl: text,
    redirectAfterSigningToUrl: text,
    useTextTags: fc.boolean(),
    hideTextTags: fc.boolean(),
    sendDocumentsAsBundle: fc.boolean(),
    sendReminderEmails: fc.boolean(),
    bundleTitle: text,
    bundleSubject: text,
    bundleMessage: text,
    branding: fc.record({ emailFromField: text, replyToEmail: text }, { requiredKeys: [] }),
  },
  { requiredKeys: ["documents"] },
);

it("equals its input under the naming rule, with whole corners", () => {
  const property = fc.property(request, (input) => {
    expect(toWireRequest(input)).toEqual(toSnake(input));
  });
  fc.assert(property, { numRuns: 500 });
});

it("never carries a null or an unset key", () => {
  const property = fc.property(request, (input) => {
    expect(JSON.stringify(toWireRequest(input))).not.toMatch(/:null|undefined:/);
  });
  fc.assert(property, { numRuns: 200 });
});

it("read back from an answer equals what was said, whatever is left out", () => {
  const answer = fc.record(
    {
      signatureRequestId: id,
      isCompleted: fc.boolean(),
      documents: fc.array(
        fc.record(
          {
            documentId: id,
            title: text,
            subject: text,
            message: text,
            signers: fc.array(
              fc.record(
                {
                  email: id,
                  isSignatureCompleted: fc.boolean(),
                  role: text,
                  order: fc.integer(),
                  signDocumentUrl: text,
                },
                { requiredKeys: ["email", "isSignatureCompleted"] },
              ),
            ),
          },
          { requiredKeys: ["documentId", "signers"] },
        ),
      ),
      sendEmails: fc.boolean(),
      embedded: fc.boolean(),
      sendReminderEmails: fc.boolean(),
      bundleTitle: text,
    },
    { requiredKeys: ["signatureRequestId", "isCompleted", "documents"] },
  );
  const property = fc.property(answer, (expected) => {
    const warnings: string[] = [];
    const reader = new ObjectReader(toSnake(expected), "", (_code, path) => warnings.push(path));
    expect(toSignatureRequest(reader)).toEqual(expected);
    reader.reportUnknown();
    expect(warnings).toEqual([]);
  });
  fc.assert(property, { numRuns: 500 });
});
