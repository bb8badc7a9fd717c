// Whatever a server answers, a call ends with a result or with one of the client's own errors.
import fc from "fast-check";
import { expect, it } from "vitest";
import { DigiSigner, DigiSignerError } from "../index.ts";

const key = fc.constantFrom(
  ...["signature_request_id", "is_completed", "documents", "document_id", "signers", "email", "order"],
  ...["document_fields", "api_id", "type", "rectangle", "page", "status", "message", "errors", "alignment"],
);
const near = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 8 }),
  ),
})).value;

const text = fc.oneof(
  near.map((value) => JSON.stringify(value) ?? ""),
  fc.json(),
  fc.string(),
  fc.constant(""),
);
const body = fc.oneof(text, fc.uint8Array());
const headers = fc.record(
  {
    "content-type": fc.constantFrom("application/json", "text/html", "application/pdf"),
    "retry-after": fc.constantFrom(
      "1",
      "-1",
      "soon",
      "Wed, 21 Oct 2015 07:28:00 GMT",
      "99999999999999999999",
    ),
    date: fc.constantFrom("never", "Wed, 21 Oct 2015 07:28:00 GMT"),
    "content-length": fc.constantFrom("0", "5", "-1", "many"),
  },
  { requiredKeys: [] },
);
const status = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }));
const WITHOUT_BODY = [204, 205, 304];

it("every call ends with a result or an error of the client, over 2,000 answers", async () => {
  const answer = fc.record({ status, headers, body });
  const property = fc.asyncProperty(answer, async ({ status: code, headers: fields, body: content }) => {
    const payload = WITHOUT_BODY.includes(code)
      ? null
      : typeof content === "string"
        ? content
        : new Uint8Array(content);
    const client = new DigiSigner({
      apiKey: "k",
      fetch: async () => new Response(payload, { status: code, headers: fields }),
      sleep: async () => undefined,
    });
    const { documents, signatureRequests } = client;
    const calls: (() => Promise<unknown>)[] = [
      () => signatureRequests.get("r"),
      () => signatureRequests.create({ documents: [{ documentId: "d" }] }),
      () => documents.upload(new Uint8Array(1), { filename: "a.pdf" }),
      () => documents.fields("d"),
      () => documents.addContent("d", []),
      () => documents.delete("d"),
      async () => (await documents.download("d")).bytes(),
      async () => (await documents.attachment("d", "f")).arrayBuffer(),
    ];
    for (const call of calls) {
      const failure: unknown = await call().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure !== undefined) expect(failure).toBeInstanceOf(DigiSignerError);
    }
  });
  await fc.assert(property, { numRuns: 2000 });
});
