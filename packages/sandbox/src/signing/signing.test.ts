// Signing as the page does it: every field type, access codes, attachments, free placement, notices, the paper.
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { signAll } from "../testing/rounds.ts";
import { openInvitation, type TestSigner } from "../testing/signer.ts";

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

const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const drawn = { signature: { kind: "drawn" as const, image_png_base64: DOT } };

async function invite(
  signers: object[],
  request: object = {},
  document = agreementPdf(),
): Promise<{ documentId: string; requestId: string; signers: TestSigner[] }> {
  const documentId = await api.upload(document);
  const sent = await api.send({ ...request, documents: [{ document_id: documentId, signers }] });
  const urls = sent.documents[0]?.signers.map((signer) => signer.sign_document_url ?? "") ?? [];
  return {
    documentId,
    requestId: sent.signature_request_id,
    signers: urls.map((url) => openInvitation(sandbox, url)),
  };
}

async function one(
  fields: object[],
  request: object = {},
): Promise<{ documentId: string; signer: TestSigner }> {
  const { documentId, signers } = await invite([{ email: "jane@example.com", fields }], request);
  const [signer] = signers;
  if (!signer) throw new Error("nobody was invited");
  return { documentId, signer };
}

const field = (type: string, api_id: string, more: object = {}): object => ({
  page: 0,
  rectangle: [60, 60, 260, 120],
  type,
  api_id,
  ...more,
});

test("the session shows what the signer needs and nothing more", async () => {
  const { signer, documentId } = await one([field("TEXT", "name", { label: "Your name", content: "Jane" })], {
    embedded: true,
    branding: [{ email_from_field: "Lender" }],
  });
  expect(await signer.session()).toMatchObject({
    status: "open",
    access_code_required: false,
    signer: { email: "jane@example.com" },
    embedded: true,
    mode: "TEST",
    branding: { email_from_field: "Lender" },
    title: "agreement",
    bundle: false,
    free_placement: false,
    documents: [
      {
        document_id: documentId,
        page_count: 1,
        pages: [{ width: 612, height: 792, rotation: 0, crop_box: [0, 0, 612, 792] }],
        fields: [
          { type: "TEXT", label: "Your name", content: "Jane", required: true, mine: true, status: "EMPTY" },
        ],
      },
    ],
  });
});

test("all seven field types are filled, reported and put on the paper", async () => {
  const { signer, documentId } = await one([
    field("SIGNATURE", "sign"),
    field("INITIALS", "initials", { rectangle: [300, 60, 350, 90] }),
    field("TEXT", "name", { rectangle: [60, 200, 260, 220] }),
    field("DATE", "date", { rectangle: [60, 230, 260, 250] }),
    field("CHECKBOX", "box", { rectangle: [60, 260, 72, 272] }),
    field("RADIO", "yes", { rectangle: [60, 280, 72, 292], group_id: "answer" }),
    field("RADIO", "no", { rectangle: [80, 280, 92, 292], group_id: "answer" }),
    field("ATTACHMENT", "passport", { rectangle: [60, 300, 260, 320] }),
  ]);
  const fields = await signer.fields();
  const attachmentField = fields.find((item) => item.api_id === "passport")?.field_id ?? "";
  const attached = await signer.attach(attachmentField, "passport.txt", "number 42");
  expect(attached.body).toMatchObject({ filename: "passport.txt", size: 9 });
  const result = await signer.sign({
    sign: drawn,
    initials: { signature: { kind: "typed", text: "JD" } },
    name: { value: "Zoë Дмитрий" },
    date: { value: "24.12.2026" },
    box: { value: true },
    yes: { value: true },
    passport: { attachment_id: attached.body.attachment_id },
  });
  expect(result).toMatchObject({ status: 200, body: { status: "signed" } });
  const reported = Object.fromEntries(
    (await api.fields(documentId)).map((item) => [item.api_id, item.submitted_content]),
  );
  expect(reported).toEqual({
    sign: "IMAGE",
    initials: "IMAGE",
    name: "Zoë Дмитрий",
    date: "24.12.2026",
    box: "Y",
    yes: "Y",
    no: undefined,
    passport: "passport.txt",
  });
  const attachment = await api.call("GET", `/documents/${documentId}/fields/passport/attachment`);
  expect([attachment.headers.get("content-type"), await attachment.text()]).toEqual([
    "text/plain",
    "number 42",
  ]);
  const paper = await api.download(documentId);
  expect((await pdf.checkSeals(paper, { trustedCertificates: [await sandbox.certificate()] })).verdict).toBe(
    "valid",
  );
  const [page] = await pdf.text(paper);
  for (const text of ["Zoë Дмитрий", "24.12.2026", "JD", "Attached: passport.txt", "SANDBOX signature"]) {
    expect(page?.text).toContain(text);
  }
  const run = page?.runs.find((item) => item.text.includes("24.12.2026"));
  expect(run?.rectangle[0]).toBeCloseTo(60, 0);
  expect(run?.rectangle[1]).toBeGreaterThan(228);
  expect(run?.rectangle[3]).toBeLessThan(252);
});

test.each([0, 90, 180, 270] as const)(
  "on a page turned by %i degrees the text stays in its field",
  async (rotate) => {
    const cropBox: [number, number, number, number] = [20, 30, 580, 700];
    const document = agreementPdf([{ rotate, cropBox }]);
    const { documentId, requestId } = await invite(
      [{ email: "jane@example.com", fields: [field("TEXT", "name", { rectangle: [100, 100, 300, 300] })] }],
      {},
      document,
    );
    await signAll(api, requestId, { name: "InPlace" });
    const [page] = await pdf.text(await api.download(documentId));
    const run = page?.runs.find((item) => item.text.includes("InPlace"));
    const [x1, y1, x2, y2] = run?.rectangle ?? [0, 0, 0, 0];
    expect(x1).toBeGreaterThanOrEqual(99);
    expect(y1).toBeGreaterThanOrEqual(99);
    expect(x2).toBeLessThanOrEqual(301);
    expect(y2).toBeLessThanOrEqual(301);
  },
);

test.each(["TEST", "PROD"])(
  "in %s mode a document signed with text alone says that it is a sandbox's",
  async (mode) => {
    await api.control("PUT", "/settings", { mode });
    const { documentId, requestId } = await invite([
      { email: "jane@example.com", fields: [field("TEXT", "name")] },
    ]);
    await signAll(api, requestId, { name: "Jane" });
    const [page] = await pdf.text(await api.download(documentId));
    expect(page?.text).toMatch(mode === "TEST" ? /TEST DOCUMENT/ : /Signed in a DigiSigner sandbox/);
  },
);

test("what is missing or wrong is refused field by field, and nothing is kept", async () => {
  const { signer, documentId } = await one([field("SIGNATURE", "sign"), field("TEXT", "name")]);
  const result = await signer.sign({ name: { value: "Jane" } });
  const [signature] = await signer.fields();
  expect(result.status).toBe(422);
  expect(result.body.errors).toEqual([
    { message: 'The signature field "sign" is required.', field_id: signature?.field_id },
  ]);
  expect((await api.fields(documentId)).map((item) => item.status)).toEqual(["EMPTY", "EMPTY"]);
  expect((await signer.session()).status).toBe("open");
});

test("a picture that is none is refused", async () => {
  const { signer } = await one([field("SIGNATURE", "sign")]);
  const image = Buffer.from("<svg/>").toString("base64");
  const result = await signer.sign({ sign: { signature: { kind: "uploaded", image_png_base64: image } } });
  expect(result.status).toBe(422);
});

test("letters that no font of the sandbox has are refused rather than replaced", async () => {
  const { signer } = await one([field("TEXT", "name")]);
  const result = await signer.sign({ name: { value: "\u{16A0}\u{13000}" } });
  expect(result).toMatchObject({ status: 422 });
  expect(result.body.message).toContain("cannot be printed");
});

test("the same invitation cannot sign twice, and says what it is", async () => {
  const { signer } = await one([field("TEXT", "name")]);
  await signer.sign({ name: { value: "Jane" } });
  expect(await signer.sign({ name: { value: "Again" } })).toMatchObject({ status: 409 });
  expect((await signer.session()).status).toBe("signed");
});

test("two that sign at once both end up on the paper", async () => {
  const people = ["ann@example.com", "bob@example.com"].map((email, index) => ({
    email,
    fields: [field("TEXT", "name", { rectangle: [60, 100 + 40 * index, 260, 120 + 40 * index] })],
  }));
  const { signers, documentId } = await invite(people);
  const results = await Promise.all(
    signers.map((signer, index) => signer.sign({ name: { value: `Person${index}` } })),
  );
  expect(results.map((result) => result.status)).toEqual([200, 200]);
  const [page] = await pdf.text(await api.download(documentId));
  expect(page?.text).toContain("Person0");
  expect(page?.text).toContain("Person1");
});

test("one invitation submitted twice at the same moment signs once", async () => {
  const { signer } = await one([field("TEXT", "name")]);
  const results = await Promise.all([1, 2, 3].map(() => signer.sign({ name: { value: "Jane" } })));
  expect(results.map((result) => result.status).sort()).toEqual([200, 409, 409]);
});

test("who waits is told, without the whole address of the others", async () => {
  const { signers } = await invite([
    { email: "ann@example.com", order: 1 },
    { email: "bob@example.com", order: 2 },
  ]);
  expect(await signers[1]?.session()).toMatchObject({ status: "waiting", waiting_for: ["a•••@example.com"] });
  expect(await signers[1]?.sign({})).toMatchObject({ status: 409 });
});

test("a signer without fields may sign anywhere, but has to", async () => {
  const { signer, documentId } = await one([]);
  expect((await signer.session()).free_placement).toBe(true);
  expect((await signer.sign({})).status).toBe(422);
  const placement = {
    type: "SIGNATURE",
    page: 0,
    rectangle: [300, 400, 500, 460],
    signature: { kind: "typed", text: "Jane Doe" },
  };
  const wrong = await signer.call("POST", "/sign", {
    documents: [{ document_id: documentId, placements: [{ ...placement, page: 7 }] }],
  });
  expect(wrong.status).toBe(422);
  const right = await signer.call("POST", "/sign", {
    documents: [{ document_id: documentId, placements: [placement] }],
  });
  expect(right.status).toBe(200);
  const [page] = await pdf.text(await api.download(documentId));
  const run = page?.runs.find((item) => item.text.includes("Jane Doe"));
  expect(run?.rectangle[0]).toBeGreaterThanOrEqual(299);
  expect(run?.rectangle[1]).toBeGreaterThanOrEqual(398);
});

describe("access codes", () => {
  const withCode = (): Promise<{ signers: TestSigner[] }> =>
    invite([{ email: "jane@example.com", access_code: "0815", fields: [field("TEXT", "name")] }]);

  test("before the code nothing of the document is told or taken", async () => {
    const [signer] = (await withCode()).signers;
    expect(await signer?.session()).toMatchObject({ access_code_required: true, title: "", documents: [] });
    expect(await signer?.call("GET", "/documents/x/content")).toMatchObject({ status: 403 });
    expect(await signer?.call("POST", "/sign", { documents: [] })).toMatchObject({ status: 403 });
    expect(await signer?.attach("x", "a.txt", "a")).toMatchObject({ status: 403 });
  });

  test("the right code opens it for this browser alone", async () => {
    const { signers } = await withCode();
    const [signer] = signers;
    expect(await signer?.enterCode("4711")).toMatchObject({ status: 403 });
    const opened = await signer?.enterCode("0815");
    expect(opened?.status).toBe(200);
    expect(opened?.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax/);
    expect(await signer?.session()).toMatchObject({ access_code_required: false, title: "agreement" });
    expect(await signer?.sign({ name: { value: "Jane" } })).toMatchObject({ status: 200 });
    const { invitations } = await api.control("GET", "/invitations");
    const stranger = openInvitation(sandbox, invitations[0].sign_document_url);
    expect(await stranger.session()).toMatchObject({ access_code_required: true });
  });

  test("five wrong codes lock it, also for the right one", async () => {
    const [signer] = (await withCode()).signers;
    for (let attempt = 0; attempt < 5; attempt += 1) await signer?.enterCode("guess");
    expect(await signer?.enterCode("0815")).toMatchObject({ status: 429 });
    expect(await signer?.session()).toMatchObject({ access_code_locked: true });
  });

  test("the code is neither echoed nor kept readable", async () => {
    const { signers } = await withCode();
    expect(signers).toHaveLength(1);
    const { audit } = await api.control("GET", "/audit");
    const { requests } = await api.control("GET", "/requests");
    const status = await api.status(requests[0].signature_request_id);
    expect(JSON.stringify([audit, requests, status])).not.toContain("0815");
  });
});

describe("attachments", () => {
  test("can be replaced and removed until signed", async () => {
    const { signer } = await one([field("ATTACHMENT", "file")]);
    const fieldId = (await signer.fields())[0]?.field_id ?? "";
    const first = await signer.attach(fieldId, "a.txt", "a");
    const second = await signer.attach(fieldId, "b.txt", "b");
    expect(await signer.sign({ file: { attachment_id: first.body.attachment_id } })).toMatchObject({
      status: 422,
    });
    expect(await signer.call("DELETE", `/attachments/${second.body.attachment_id}`)).toMatchObject({
      status: 200,
    });
    expect(await signer.call("DELETE", `/attachments/${second.body.attachment_id}`)).toMatchObject({
      status: 404,
    });
    const third = await signer.attach(fieldId, "c.txt", "c");
    expect(await signer.sign({ file: { attachment_id: third.body.attachment_id } })).toMatchObject({
      status: 200,
    });
    expect(await signer.attach(fieldId, "d.txt", "d")).toMatchObject({ status: 409 });
  });

  test("are not taken for other fields, and empty ones not at all", async () => {
    const { signer } = await one([field("TEXT", "name"), field("ATTACHMENT", "file")]);
    const [name, file] = await signer.fields();
    expect(await signer.attach(name?.field_id ?? "", "a.txt", "a")).toMatchObject({ status: 422 });
    expect(await signer.attach(file?.field_id ?? "", "a.txt", "")).toMatchObject({ status: 422 });
  });
});

test("a deleted document cancels the invitation, and the signer sees it", async () => {
  const { signer, documentId } = await one([field("TEXT", "name")]);
  await api.call("DELETE", `/documents/${documentId}`);
  expect(await signer.session()).toMatchObject({
    status: "cancelled",
    documents: [{ cancelled: true, fields: [] }],
  });
  expect(await signer.sign({})).toMatchObject({ status: 409 });
  expect((await signer.call("GET", `/documents/${documentId}/content`)).status).toBe(404);
});

test("a redirect after signing is given when it is a web address, and never when it runs script", async () => {
  const safe = await one([field("TEXT", "name")], {
    redirect_after_signing_to_url: "https://desk.test/done?a=1",
  });
  expect((await safe.signer.sign({ name: { value: "x" } })).body.redirect_url).toBe(
    "https://desk.test/done?a=1",
  );
  const unsafe = await one([field("TEXT", "name")], { redirect_after_signing_to_url: "javascript:alert(1)" });
  expect((await unsafe.signer.session()).redirect_after_signing_to_url).toBeUndefined();
  expect((await unsafe.signer.sign({ name: { value: "x" } })).body).toEqual({ status: "signed" });
});

test("an address or a file name that no font can write keeps nobody from signing", async () => {
  const fields = [field("SIGNATURE", "sign"), field("ATTACHMENT", "file", { required: false })];
  const { signers, requestId } = await invite([{ email: "用户@example.cn", fields }]);
  const [signer] = signers;
  if (!signer) throw new Error("nobody was invited");
  const [, attachment] = await signer.fields();
  expect((await signer.attach(attachment?.field_id ?? "", "合同.txt", "x")).status).toBe(200);
  expect((await signer.sign({ sign: drawn })).status).toBe(200);
  expect((await api.status(requestId)).is_completed).toBe(true);
});
