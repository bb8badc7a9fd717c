// Any accepted signature request reads back as it was sent, after the documented normalisation.
import type { DocumentField } from "@creditnexus/digisigner/wire";
import { createPdfEngine } from "@creditnexus/pdf";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_FROM_NAME } from "../choices.ts";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import {
  brand,
  FORM,
  FORM_NAMES,
  FORM_PDF,
  type FormName,
  type Maybe,
  request,
  type Sent,
  type SentDocument,
  type SentField,
  type SentOverride,
  type SentSigner,
  TEMPLATE,
} from "./any-request.ts";

const pdf = createPdfEngine({ workers: 1 });
let sandbox: Sandbox;
let api: ApiClient;
let templateId: string;

beforeAll(async () => {
  sandbox = await createSandbox({ pdf });
  api = apiClient(sandbox);
  // Without the watermark an upload costs almost nothing, so each case has documents of its own.
  await api.control("PUT", "/settings", { mode: "PROD" });
  const form = new FormData();
  form.set("file", new File([new Uint8Array(agreementPdf())], "Template.pdf"));
  form.set("fields", JSON.stringify(TEMPLATE));
  const made = await sandbox.fetch(`${sandbox.url}/_sandbox/templates`, { method: "POST", body: form });
  const { document_id } = (await made.json()) as { document_id: string };
  templateId = document_id;
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
});

function present<T>(value: Maybe<T>): T | undefined {
  return value === null || value === "" ? undefined : (value as T | undefined);
}

const preset = (content: Maybe<string>): string | undefined =>
  present(content)?.trim() === "" ? undefined : present(content);

/** The kinds of document differ in which lists they take; a form field belongs to the first who names it. */
function sendable(item: SentDocument): SentDocument {
  const named = new Set<string>();
  const signers = item.signers.map((one) => ({
    ...one,
    existing_fields: item.kind === "template" ? one.existing_fields : undefined,
    use_all_pdf_fields: item.kind === "form" ? one.use_all_pdf_fields : undefined,
    pdf_fields:
      item.kind === "form"
        ? present(one.pdf_fields)?.filter(({ name }) => !named.has(name) && named.add(name))
        : undefined,
  }));
  return { ...item, signers };
}

/** What the request has to read back as; undefined stands for "left out". */
function expected(sent: Sent, documentIds: readonly string[]): object {
  return {
    is_completed: false,
    send_emails: present(sent.send_emails) ?? true,
    embedded: present(sent.embedded) ?? false,
    use_text_tags: present(sent.use_text_tags) ?? false,
    hide_text_tags: present(sent.hide_text_tags) ?? false,
    send_documents_as_bundle: present(sent.send_documents_as_bundle) ?? false,
    send_reminder_emails: present(sent.send_reminder_emails) ?? false,
    redirect_for_signing_to_url: present(sent.redirect_for_signing_to_url),
    redirect_after_signing_to_url: present(sent.redirect_after_signing_to_url),
    bundle_title: present(sent.bundle_title),
    bundle_subject: present(sent.bundle_subject),
    bundle_message: present(sent.bundle_message),
    documents: sent.documents.map((item, index) => ({
      // A template is copied, an upload is itself.
      document_id: item.kind === "template" ? expect.not.stringMatching(templateId) : documentIds[index],
      title: present(item.title) ?? (item.kind === "template" ? "Template" : ["One", "Two"][index]),
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

/** A field to be read back; undefined stands for "left out". */
type Expected = {
  [Key in keyof DocumentField]: Key extends "rectangle" ? readonly number[] : DocumentField[Key] | undefined;
};

const ofTemplate = (): Expected[] =>
  TEMPLATE.map((one) => ({
    ...one,
    status: "EMPTY",
    required: one.type !== "CHECKBOX",
    read_only: false,
    pdf_field: false,
  }));

/** What an entry says replaces what the field has; what it leaves out stays. */
function overridden(before: Expected, entry: SentOverride & { group_id?: Maybe<string> }): Expected {
  return {
    ...before,
    content: preset(entry.content) ?? before.content,
    label: present(entry.label) ?? before.label,
    required: present(entry.required) ?? before.required,
    read_only: present(entry.read_only) ?? before.read_only,
    group_id: present(entry.group_id) ?? before.group_id,
  };
}

function ofSigner(sent: SentField, role: string | undefined): Expected {
  const [x1, y1, x2, y2] = sent.rectangle;
  return {
    api_id: sent.api_id,
    role,
    type: sent.type,
    page: sent.page,
    rectangle: [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)],
    status: "EMPTY",
    content: preset(sent.content),
    label: present(sent.label),
    required: present(sent.required) ?? sent.type !== "CHECKBOX",
    group_id: present(sent.group_id),
    read_only: present(sent.read_only) ?? false,
    pdf_field: false,
  };
}

/** A box is on when its content says yes, names its value or its index; nothing in the form itself is required. */
function ofForm(name: FormName, role: string | undefined, entry?: SentOverride): Expected {
  const own = FORM[name];
  const isBox = own.type === "CHECKBOX";
  const content = preset(entry?.content);
  const ticked = content !== undefined && /^(y|yes|true|on|x|0)$/i.test(content) ? "Y" : undefined;
  return {
    ...own,
    api_id: name,
    name,
    role,
    status: "EMPTY",
    content: isBox ? ticked : content,
    label: present(entry?.label),
    required: entry === undefined ? false : (present(entry.required) ?? !isBox),
    read_only: present(entry?.read_only) ?? false,
    pdf_field: true,
  };
}

/** The fields of a document: the template's, then each signer's own, then those of the form. */
function expectedFields({ kind, signers }: SentDocument): Expected[] {
  const each = <T>(list: (one: SentSigner) => Maybe<T[]>): { item: T; role: string | undefined }[] =>
    signers.flatMap((one) => (present(list(one)) ?? []).map((item) => ({ item, role: present(one.role) })));
  let template = kind === "template" ? ofTemplate() : [];
  for (const { item } of each((one) => one.existing_fields)) {
    template = template.map((before) => (before.api_id === item.api_id ? overridden(before, item) : before));
  }
  const own = each((one) => one.fields).map(({ item, role }) => ofSigner(item, role));
  const entries = each((one) => one.pdf_fields);
  const named = entries.map(({ item, role }) => ofForm(item.name, role, item));
  const taker = signers.find((one) => present(one.use_all_pdf_fields));
  const rest = FORM_NAMES.filter((name) => !entries.some(({ item }) => item.name === name));
  const taken = taker ? rest.map((name) => ofForm(name, present(taker.role))) : [];
  return [...template, ...own, ...named, ...taken];
}

const SOURCES = { upload: agreementPdf(), form: FORM_PDF };

test("requests and fields read back as sent, normalised", async () => {
  await fc.assert(
    fc.asyncProperty(request, async (drawn) => {
      const sent: Sent = { ...drawn, documents: drawn.documents.map(sendable) };
      const ids = await Promise.all(
        sent.documents.map(({ kind }, index) =>
          kind === "template" ? templateId : api.upload(SOURCES[kind], ["One.pdf", "Two.pdf"][index]),
        ),
      );
      const documents = sent.documents.map(({ kind, ...item }, index) => ({
        ...item,
        document_id: ids[index],
      }));
      const created = await api.send({ ...sent, documents });
      // Everything but undefined keys must be there, and nothing else: neither codes, fields nor branding.
      expect(created).toEqual(expected(sent, ids));
      expect(await api.status(created.signature_request_id)).toEqual(created);
      for (const [index, item] of sent.documents.entries()) {
        const fields = await api.fields(created.documents[index]?.document_id ?? "");
        expect(fields).toEqual(expectedFields(item));
      }
      expect(await api.fields(templateId)).toEqual(ofTemplate());
    }),
    { numRuns: 150 },
  );
}, 120_000);

test("branding reads back in the mail that it is for", async () => {
  await fc.assert(
    fc.asyncProperty(brand, fc.boolean(), async (one, asList) => {
      const document_id = await api.upload(agreementPdf());
      await api.send({
        branding: asList ? [one] : one,
        documents: [{ document_id, signers: [{ email: "a@example.com" }] }],
      });
      const { mails } = await api.control("GET", "/mailbox");
      // Quotes, backslashes and line breaks would end the name.
      const name = (present(one.email_from_field) ?? DEFAULT_FROM_NAME).replace(/["\\\r\n]/g, "");
      expect(mails[0].from).toMatch(/^".*" <.*>$/s);
      expect(mails[0].from.startsWith(`"${name}" <`)).toBe(true);
      expect(mails[0].reply_to).toBe(present(one.reply_to_email));
    }),
    { numRuns: 50 },
  );
}, 60_000);
