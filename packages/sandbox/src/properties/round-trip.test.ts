// Any signature request that is accepted reads back as it was sent, after the documented normalisation.
import { FIELD_TYPES } from "@creditnexus/digisigner/wire";
import { createPdfEngine } from "@creditnexus/pdf";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";

const pdf = createPdfEngine({ workers: 1 });
let sandbox: Sandbox;
let api: ApiClient;
let documentIds: string[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ pdf });
  api = apiClient(sandbox);
  // Without the watermark an upload costs almost nothing, so each case has documents of its own.
  await api.control("PUT", "/settings", { mode: "PROD" });
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
});

const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
// Absent in all the ways that clients write it.
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | "" | undefined> =>
  fc.oneof(value, fc.constantFrom(null, "" as const, undefined));
const coordinate = fc.integer({ min: -50, max: 900 });

const field = fc.record({
  page: fc.integer({ min: 0, max: 20 }),
  rectangle: fc.tuple(coordinate, coordinate, coordinate, coordinate),
  type: fc.constantFrom(...FIELD_TYPES),
  api_id: word,
  group_id: maybe(word),
  content: maybe(word),
  label: maybe(word),
  required: maybe(fc.boolean()),
  read_only: maybe(fc.boolean()),
});
const signer = fc.record({
  email: fc.emailAddress(),
  role: maybe(word),
  order: maybe(fc.integer({ min: 1, max: 5 })),
  access_code: maybe(word),
  fields: fc.array(field, { maxLength: 3 }),
});
const document = fc.record({
  title: maybe(word),
  subject: maybe(word),
  message: maybe(word),
  signers: fc.array(signer, { minLength: 1, maxLength: 3 }),
});
const request = fc.record({
  documents: fc.array(document, { minLength: 1, maxLength: 2 }),
  send_emails: maybe(fc.boolean()),
  embedded: maybe(fc.boolean()),
  use_text_tags: maybe(fc.boolean()),
  hide_text_tags: maybe(fc.boolean()),
  send_documents_as_bundle: maybe(fc.boolean()),
  redirect_for_signing_to_url: maybe(fc.webUrl()),
  redirect_after_signing_to_url: maybe(fc.webUrl()),
  bundle_title: maybe(word),
  unknown_key: fc.jsonValue(),
});
type Sent = typeof request extends fc.Arbitrary<infer T> ? T : never;
type SentDocument = Sent["documents"][number];
type SentField = SentDocument["signers"][number]["fields"][number];

function present<T>(value: T | null | "" | undefined): T | undefined {
  return value === null || value === "" ? undefined : (value as T | undefined);
}

/** What the request has to read back as; undefined stands for "left out". */
function expected(sent: Sent): object {
  return {
    is_completed: false,
    send_emails: present(sent.send_emails) ?? true,
    embedded: present(sent.embedded) ?? false,
    use_text_tags: present(sent.use_text_tags) ?? false,
    hide_text_tags: present(sent.hide_text_tags) ?? false,
    send_documents_as_bundle: present(sent.send_documents_as_bundle) ?? false,
    send_reminder_emails: false,
    redirect_for_signing_to_url: present(sent.redirect_for_signing_to_url),
    redirect_after_signing_to_url: present(sent.redirect_after_signing_to_url),
    bundle_title: present(sent.bundle_title),
    bundle_subject: undefined,
    bundle_message: undefined,
    documents: sent.documents.map((item, index) => ({
      document_id: documentIds[index],
      title: present(item.title) ?? ["One", "Two"][index],
      subject: present(item.subject) ?? expect.stringMatching(/./),
      message: present(item.message) ?? expect.stringMatching(/./),
      signers: item.signers.map(({ email, role, order }) => ({
        email,
        role: present(role),
        order: present(order),
        is_signature_completed: false,
        sign_document_url: expect.stringMatching(/(?=.*documentId=)(?=.*invitationId=).*$/),
      })),
    })),
    signature_request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  };
}

function expectedField(sent: SentField, role: string | undefined): object {
  const [x1, y1, x2, y2] = sent.rectangle;
  return {
    api_id: sent.api_id,
    role,
    type: sent.type,
    page: sent.page,
    rectangle: [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)],
    status: "EMPTY",
    content: present(sent.content)?.trim() === "" ? undefined : present(sent.content),
    label: present(sent.label),
    required: present(sent.required) ?? sent.type !== "CHECKBOX",
    group_id: present(sent.group_id),
    read_only: present(sent.read_only) ?? false,
    pdf_field: false,
  };
}

test("requests and fields read back as sent, normalised", async () => {
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      documentIds = [
        await api.upload(agreementPdf(), "One.pdf"),
        await api.upload(agreementPdf(), "Two.pdf"),
      ];
      const documents = sent.documents.map((item, index) => ({ ...item, document_id: documentIds[index] }));
      const created = await api.send({ ...sent, documents });
      // Everything but undefined keys must be there, and nothing else.
      expect(created).toEqual(expected(sent));
      expect(await api.status(created.signature_request_id)).toEqual(created);
      for (const [index, item] of sent.documents.entries()) {
        const fields = await api.fields(documentIds[index] ?? "");
        const wanted = item.signers.flatMap((one) =>
          one.fields.map((each) => expectedField(each, present(one.role))),
        );
        expect(fields).toEqual(wanted);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
