// Sending: templates, bundles, text tags, forms, reuse, order, mails, and what is refused.
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf, type TestWidget } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { sendInOrder, signAll } from "../testing/rounds.ts";
import { openInvitation } from "../testing/signer.ts";

const pdf = createPdfEngine({ workers: 2 });
let sandbox: Sandbox;
let api: ApiClient;

beforeEach(async () => {
  await sandbox?.close();
  sandbox = await createSandbox({ pdf });
  api = apiClient(sandbox);
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
});

const text = (api_id: string, more: object = {}): object => ({
  page: 0,
  rectangle: [60, 300, 260, 320],
  type: "TEXT",
  api_id,
  ...more,
});

async function template(fields: object[]): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(agreementPdf())]), "Master Agreement.pdf");
  form.set("fields", JSON.stringify(fields));
  const response = await sandbox.fetch(`${sandbox.url}/_sandbox/templates`, { method: "POST", body: form });
  const answer = await response.json();
  return String(Object(answer).document_id);
}

async function paperText(documentId: string): Promise<string> {
  return (await pdf.text(await api.download(documentId))).map((page) => page.text).join("\n");
}

describe("templates", () => {
  test("are copied on send, take presets, and stay as they were", async () => {
    const templateId = await template([
      text("name", { role: "Signer 1" }),
      text("place", { role: "Signer 2" }),
    ]);
    const sent = await api.send({
      documents: [
        {
          document_id: templateId,
          signers: [
            { email: "a@example.com", role: "Signer 2" },
            {
              email: "b@example.com",
              role: "Signer 1",
              existing_fields: [{ api_id: "name", content: "Jane", read_only: true, group_id: "" }],
            },
          ],
        },
      ],
    });
    const copyId = sent.documents[0]?.document_id ?? "";
    expect(copyId).not.toBe(templateId);
    expect(sent.documents[0]?.title).toBe("Master Agreement");
    expect(sent.documents[0]?.signers[0]?.sign_document_url).toContain(`documentId=${copyId}`);
    const fields = await api.fields(copyId);
    expect(fields.map((field) => [field.api_id, field.role, field.content, field.read_only])).toEqual([
      ["name", "Signer 1", "Jane", true],
      ["place", "Signer 2", undefined, false],
    ]);
    await signAll(api, sent.signature_request_id);
    expect((await api.fields(templateId)).map((field) => field.status)).toEqual(["EMPTY", "EMPTY"]);
    expect((await api.status(sent.signature_request_id)).is_completed).toBe(true);
  });

  test("an unknown existing field is a 400 that names it, and nothing is sent", async () => {
    const templateId = await template([text("name", { role: "Signer 1" })]);
    const body = {
      documents: [
        {
          document_id: templateId,
          signers: [{ email: "a@example.com", existing_fields: [{ api_id: "nobody" }] }],
        },
      ],
    };
    await expect(api.send(body)).rejects.toThrow(/^400 .*nobody/);
    expect((await api.control("GET", "/requests")).requests).toEqual([]);
  });
});

describe("bundles", () => {
  test("one invitation per address covers all documents and signs them in one go", async () => {
    const ids = [await api.upload(agreementPdf()), await api.upload(agreementPdf())];
    const sent = await api.send({
      send_documents_as_bundle: true,
      bundle_title: "The deal",
      documents: [
        {
          document_id: ids[0],
          signers: [{ email: "a@example.com", fields: [text("x")] }, { email: "b@example.com" }],
        },
        { document_id: ids[1], signers: [{ email: "A@example.com", fields: [text("y")] }] },
      ],
    });
    const { invitations } = await api.control("GET", "/invitations");
    expect(invitations.map((item: { document_ids: string[] }) => item.document_ids)).toEqual([ids, [ids[0]]]);
    const signer = openInvitation(sandbox, invitations[0].sign_document_url);
    const session = await signer.session();
    expect(session).toMatchObject({ bundle: true, title: "The deal" });
    const values = session.documents.map((document) => ({
      document_id: document.document_id,
      values: document.fields
        .filter((field) => field.mine)
        .map(({ field_id }) => ({ field_id, value: "filled" })),
    }));
    expect((await signer.call("POST", "/sign", { documents: values })).status).toBe(200);
    const done = (await api.status(sent.signature_request_id)).documents.map((document) =>
      document.signers.map((item) => item.is_signature_completed),
    );
    expect(done).toEqual([[true, false], [true]]);
    expect(await paperText(ids[1] ?? "")).toContain("filled");
  });

  test("signers with crossed orders do not wait for each other for ever", async () => {
    const ids = [await api.upload(agreementPdf()), await api.upload(agreementPdf())];
    const sent = await api.send({
      send_documents_as_bundle: true,
      documents: [
        {
          document_id: ids[0],
          signers: [
            { email: "a@example.com", order: 1 },
            { email: "b@example.com", order: 2 },
          ],
        },
        {
          document_id: ids[1],
          signers: [
            { email: "a@example.com", order: 2 },
            { email: "b@example.com", order: 1 },
          ],
        },
      ],
    });
    await signAll(api, sent.signature_request_id);
    expect((await api.status(sent.signature_request_id)).is_completed).toBe(true);
  });
});

describe("text tags", () => {
  const lines = [
    { x: 72, y: 700, text: "Sign [s:Buyer          ] on [d:Buyer] (not [a tag])" },
    { x: 72, y: 660, text: "Name [t:Seller:o]" },
  ];

  test("become fields of their roles, with the box from bracket to bracket", async () => {
    const documentId = await api.upload(agreementPdf([{ lines }]));
    await api.send({
      use_text_tags: true,
      documents: [
        {
          document_id: documentId,
          signers: [
            { email: "a@example.com", role: "Seller" },
            { email: "b@example.com", role: "Buyer" },
          ],
        },
      ],
    });
    const fields = await api.fields(documentId);
    expect(fields.map(({ type, role, required }) => [type, role, required])).toEqual([
      ["SIGNATURE", "Buyer", true],
      ["DATE", "Buyer", true],
      ["TEXT", "Seller", false],
    ]);
    expect(fields[1]?.content).toMatch(/^\d{4}-\d\d-\d\d$/);
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = fields[0]?.rectangle ?? [];
    expect(x1).toBeGreaterThan(95);
    expect(x2 - x1).toBeGreaterThan(70);
    expect(y1).toBeLessThanOrEqual(700);
    expect(y2).toBeGreaterThan(705);
    expect(fields.every((field) => field.rectangle.every(Number.isInteger))).toBe(true);
  });

  test("stay plain text without the flag, and are painted over when hidden", async () => {
    const plain = await api.upload(agreementPdf([{ lines }]));
    await api.send({ documents: [{ document_id: plain, signers: [{ email: "a@example.com" }] }] });
    expect(await api.fields(plain)).toEqual([]);
    const before = await api.download(plain);
    const hidden = await api.upload(agreementPdf([{ lines }]));
    await api.send({
      use_text_tags: true,
      hide_text_tags: true,
      documents: [{ document_id: hidden, signers: [{ email: "a@example.com", role: "Buyer" }] }],
    });
    const after = await api.download(hidden);
    const report = await pdf.compare(before, after);
    expect(report.differences.some((difference) => difference.kind === "covered")).toBe(true);
  });
});

describe("forms in the PDF", () => {
  const widgets: TestWidget[] = [
    { kind: "text", name: "company", rectangle: [60, 600, 260, 620], extra: "/MaxLen 20 /Q 2" },
    { kind: "text", name: "fixed", rectangle: [60, 560, 260, 580], extra: "/Ff 1 /V (as printed)" },
    { kind: "checkbox", name: "agree", rectangle: [60, 520, 72, 532] },
  ];

  test("all fields go to one signer, keep their properties, and are written back", async () => {
    const documentId = await api.upload(agreementPdf([{}], widgets));
    const sent = await api.send({
      documents: [
        { document_id: documentId, signers: [{ email: "a@example.com", use_all_pdf_fields: true }] },
      ],
    });
    expect(
      (await api.fields(documentId)).map((field) => [
        field.name,
        field.type,
        field.pdf_field,
        field.read_only,
      ]),
    ).toEqual([
      ["company", "TEXT", true, false],
      ["fixed", "TEXT", true, true],
      ["agree", "CHECKBOX", true, false],
    ]);
    expect((await api.fields(documentId))[0]).toMatchObject({ max_length: 20, alignment: "RIGHT" });
    await signAll(api, sent.signature_request_id, { company: "CreditNexus", agree: true });
    const values = (await pdf.formFields(await api.download(documentId))).map((field) => [
      field.name,
      field.value,
    ]);
    // The seal brings a signature field of its own.
    expect(values.slice(0, 3)).toEqual([
      ["company", "CreditNexus"],
      ["fixed", "as printed"],
      ["agree", "Yes"],
    ]);
  });

  test("single fields go to whoever names them, with presets", async () => {
    const documentId = await api.upload(agreementPdf([{}], widgets));
    const sent = await api.send({
      documents: [
        {
          document_id: documentId,
          signers: [{ email: "a@example.com", pdf_fields: [{ name: "company", content: "Preset Ltd" }] }],
        },
      ],
    });
    expect(await api.fields(documentId)).toMatchObject([
      { name: "company", content: "Preset Ltd", required: true },
    ]);
    await signAll(api, sent.signature_request_id);
    const [company] = await pdf.formFields(await api.download(documentId));
    expect(company?.value).toBe("Preset Ltd");
  });

  test("an unknown name is a 400", async () => {
    const documentId = await api.upload(agreementPdf([{}], widgets));
    const signers = [{ email: "a@example.com", pdf_fields: [{ name: "nobody" }] }];
    await expect(api.send({ documents: [{ document_id: documentId, signers }] })).rejects.toThrow(
      /^400 .*nobody/,
    );
  });
});

test("one document in two requests: each has its own signatures, a download gives what changed last", async () => {
  const documentId = await api.upload(agreementPdf());
  const requests = [];
  for (const api_id of ["one", "two"]) {
    requests.push(
      await api.send({
        documents: [
          { document_id: documentId, signers: [{ email: "a@example.com", fields: [text(api_id)] }] },
        ],
      }),
    );
  }
  await signAll(api, requests[0]?.signature_request_id ?? "", { one: "FirstRound" });
  expect((await api.status(requests[1]?.signature_request_id ?? "")).is_completed).toBe(false);
  await signAll(api, requests[1]?.signature_request_id ?? "", { two: "SecondRound" });
  const paper = await paperText(documentId);
  expect(paper).toContain("SecondRound");
  expect(paper).not.toContain("FirstRound");
});

test("the same address twice on a document has two invitations and signs twice", async () => {
  const documentId = await api.upload(agreementPdf());
  const sent = await sendInOrder(api, documentId, ["a@example.com", "a@example.com"]);
  await signAll(api, sent.signature_request_id);
  expect((await api.status(sent.signature_request_id)).is_completed).toBe(true);
});

test("mails invite in order, tell what was signed, and go through the sender's own page when asked", async () => {
  const documentId = await api.upload(agreementPdf(), "Loan.pdf");
  const sent = await api.send({
    redirect_for_signing_to_url: "https://desk.test/sign?x=1",
    branding: { email_from_field: "Lender", reply_to_email: "loans@lender.example" },
    documents: [
      {
        document_id: documentId,
        subject: "Your loan",
        signers: [
          { email: "a@example.com", order: 1 },
          { email: "b@example.com", order: 2 },
        ],
      },
    ],
  });
  const before = (await api.control("GET", "/mailbox")).mails;
  expect(before).toMatchObject([
    {
      to: ["a@example.com"],
      subject: "Your loan",
      from: expect.stringContaining("Lender"),
      reply_to: "loans@lender.example",
    },
  ]);
  const link = new URL(before[0].links[0]);
  expect(link.origin + link.pathname + link.searchParams.get("x")).toBe("https://desk.test/sign1");
  const signUrl = Buffer.from(
    link.searchParams.get("signDocumentUrlBase64Encoded") ?? "",
    "base64",
  ).toString();
  expect(signUrl).toBe(sent.documents[0]?.signers[0]?.sign_document_url);
  expect(before[0].text).toContain("sandbox");
  await signAll(api, sent.signature_request_id);
  const subjects = (await api.control("GET", "/mailbox")).mails.map(
    (mail: { subject: string; to: string[] }) => `${mail.to} ${mail.subject}`,
  );
  expect(subjects.reverse()).toEqual([
    "a@example.com Your loan",
    "a@example.com Signed: Loan",
    "b@example.com Your loan",
    "b@example.com Signed: Loan",
    "a@example.com Completed: Loan",
    "b@example.com Completed: Loan",
  ]);
});

test("without send_emails nobody gets a mail", async () => {
  const documentId = await api.upload(agreementPdf());
  const sent = await sendInOrder(api, documentId, ["a@example.com"]);
  await signAll(api, sent.signature_request_id);
  expect((await api.control("GET", "/mailbox")).mails).toEqual([]);
});

test("in TEST mode every page carries the watermark, in PROD mode none does", async () => {
  expect(await paperText(await api.upload(agreementPdf([{}, {}])))).toMatch(
    /TEST DOCUMENT[\s\S]*TEST DOCUMENT/,
  );
  await api.control("PUT", "/settings", { mode: "PROD" });
  expect(await paperText(await api.upload(agreementPdf()))).not.toContain("TEST DOCUMENT");
});

test("credits are counted per document in PROD mode and end with a 402", async () => {
  await api.control("PUT", "/settings", { mode: "PROD", credits: 1 });
  const documentId = await api.upload(agreementPdf());
  await sendInOrder(api, documentId, ["a@example.com"]);
  await expect(sendInOrder(api, documentId, ["a@example.com"])).rejects.toThrow(/^402/);
  expect((await api.control("GET", "/settings")).credits).toBe(0);
});

test("another account's documents and requests are a 403", async () => {
  await sandbox.close();
  sandbox = await createSandbox({ pdf, seed: { accounts: [{ api_key: "other-key" }] } });
  api = apiClient(sandbox);
  const documentId = await api.upload(agreementPdf());
  const sent = await sendInOrder(api, documentId, ["a@example.com"]);
  const other = apiClient(sandbox, "other-key");
  expect((await other.call("GET", `/documents/${documentId}`)).status).toBe(403);
  expect((await other.call("DELETE", `/documents/${documentId}`)).status).toBe(403);
  expect((await other.call("GET", `/signature_requests/${sent.signature_request_id}`)).status).toBe(403);
  await expect(sendInOrder(other, documentId, ["a@example.com"])).rejects.toThrow(/^403/);
});

test("a seed brings accounts, templates and documents with fixed ids, again after a reset", async () => {
  await sandbox.close();
  const file_base64 = Buffer.from(agreementPdf()).toString("base64");
  sandbox = await createSandbox({
    pdf,
    seed: {
      templates: [
        {
          document_id: "template-1",
          title: "Master",
          file_base64,
          fields: [{ ...text("name"), role: "Signer 1" }],
        },
      ],
      documents: [{ document_id: "document-1", title: "Loan v2.1", file_base64 }],
    },
  });
  api = apiClient(sandbox);
  await api.control("POST", "/reset");
  const sent = await api.send({
    documents: [
      { document_id: "template-1", signers: [{ email: "a@example.com" }] },
      { document_id: "document-1", signers: [{ email: "a@example.com" }] },
    ],
  });
  expect(sent.documents.map((document) => document.title)).toEqual(["Master", "Loan v2.1"]);
  expect((await api.fields("template-1")).map((field) => field.role)).toEqual(["Signer 1"]);
});

test("a faulty seed is refused with every fault", async () => {
  await expect(createSandbox({ pdf, seed: { documents: [{ titel: "x" }], extra: 1 } })).rejects.toThrow(
    /extra[\s\S]*titel/,
  );
});
