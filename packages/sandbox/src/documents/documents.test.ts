// Uploads, downloads, deletions and added content: what is taken, what is refused, what comes back.
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { sendInOrder, signAll } from "../testing/rounds.ts";

const pdf = createPdfEngine({ workers: 1 });
let sandbox: Sandbox;
let api: ApiClient;

beforeEach(async () => {
  await sandbox?.close();
  sandbox = await createSandbox({ pdf, maxUploadBytes: 200_000 });
  api = apiClient(sandbox);
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
});

const encode = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, "latin1"));

test.each<[string, Uint8Array, RegExp]>([
  ["a text", encode("Dear Sir or Madam"), /^400 .*no PDF/],
  ["nothing", encode(""), /^400 .*empty/],
  ["a damaged PDF", encode("%PDF-1.7\nthis is not what it says"), /^400 /],
  ["a file over the cap", Buffer.alloc(300_000, "%PDF-"), /^413 .*200000 bytes/],
])("%s is refused with a JSON message", async (_name, file, expected) => {
  await expect(api.upload(file)).rejects.toThrow(expected);
  expect((await api.control("GET", "/documents")).documents).toEqual([]);
});

test("the title is the file's name without folder and extension", async () => {
  for (const name of ["Loan v2.1.pdf", "C:\\Files\\Loan v2.1.PDF", "../Loan v2.1.pdf"])
    await api.upload(agreementPdf(), name);
  const { documents } = await api.control("GET", "/documents");
  expect(documents.map((item: { title: string }) => item.title)).toEqual(Array(3).fill("Loan v2.1"));
});

test("a deleted document is gone for every call, and deleting it again is a 404", async () => {
  const documentId = await api.upload(agreementPdf());
  const first = await api.call("DELETE", `/documents/${documentId}`);
  expect([first.status, await first.text()]).toEqual([200, "{}"]);
  for (const [method, path] of [
    ["DELETE", ""],
    ["GET", ""],
    ["GET", "/fields"],
    ["POST", "/content"],
  ] as const) {
    const again = await api.call(
      method,
      `/documents/${documentId}${path}`,
      method === "POST" ? "{}" : undefined,
    );
    expect([again.status, await again.text()]).toEqual([404, expect.stringMatching(/^\{"message":"[^"]/)]);
  }
  await expect(sendInOrder(api, documentId, ["a@example.com"])).rejects.toThrow(/^404/);
});

test("deleting one of two documents leaves the other to be signed", async () => {
  const ids = [await api.upload(agreementPdf()), await api.upload(agreementPdf())];
  await api.send({
    documents: ids.map((document_id) => ({ document_id, signers: [{ email: "a@example.com" }] })),
  });
  await api.call("DELETE", `/documents/${ids[0]}`);
  const { invitations } = await api.control("GET", "/invitations");
  expect(invitations.map((item: { status: string }) => item.status)).toEqual(["cancelled", "open"]);
});

test.each([false, true])(
  "a request one of whose documents is gone never completes (bundle: %s)",
  async (bundle) => {
    const ids = [await api.upload(agreementPdf()), await api.upload(agreementPdf())];
    const { signature_request_id: requestId } = await api.send({
      send_documents_as_bundle: bundle,
      documents: ids.map((document_id) => ({ document_id, signers: [{ email: "a@example.com" }] })),
    });
    await api.call("DELETE", `/documents/${ids[0]}`);
    const { invitations } = await api.control("GET", `/invitations?signature_request_id=${requestId}`);
    const open = invitations.find((item: { status: string }) => item.status === "open");
    await api.control("POST", `/invitations/${open.invitation_id}/sign`, {});
    const { is_completed, documents } = await api.status(requestId);
    const signed = documents.map(({ signers }) => signers.map((signer) => signer.is_signature_completed));
    expect([is_completed, signed]).toEqual([false, [[false], [true]]]);
  },
);

const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("added content is drawn, and kept by what is signed afterwards", async () => {
  const documentId = await api.upload(agreementPdf());
  const before = await api.download(documentId);
  const signatures = [
    { page: 0, rectangle: [100, 200, 50, 100], image: DOT },
    { page: 0, rectangle: [200, 200, 300, 250], draw_coordinates: '[{"lx":0,"ly":0,"mx":10,"my":10}]' },
    { page: 7, rectangle: [0, 0, 10, 10], image: DOT },
  ];
  const answer = await api.call("POST", `/documents/${documentId}/content`, JSON.stringify({ signatures }));
  expect([answer.status, await answer.text()]).toEqual([200, "{}"]);
  const sent = await sendInOrder(api, documentId, ["a@example.com"]);
  await signAll(api, sent.signature_request_id);
  const report = await pdf.compare(before, await api.download(documentId));
  expect(report.additions.map((item) => item.kind)).toEqual(expect.arrayContaining(["image", "drawing"]));
});

test("content added after the sending is on the paper that is signed, until somebody has signed it", async () => {
  const documentId = await api.upload(agreementPdf());
  const sent = await sendInOrder(api, documentId, ["a@example.com", "b@example.com"]);
  const body = JSON.stringify({ signatures: [{ page: 0, rectangle: [100, 300, 200, 400], image: DOT }] });
  expect((await api.call("POST", `/documents/${documentId}/content`, body)).status).toBe(200);
  const before = await api.download(documentId);
  await signAll(api, sent.signature_request_id);
  const report = await pdf.compare(before, await api.download(documentId));
  expect(report.verdict).toBe("same_with_additions");
  expect((await api.call("POST", `/documents/${documentId}/content`, body)).status).toBe(409);
});

test("content added by several calls at once is all there", async () => {
  const documentId = await api.upload(agreementPdf());
  const before = await api.download(documentId);
  const boxes = [0, 1, 2, 3].map((row) => [100, 100 + 100 * row, 150, 150 + 100 * row]);
  const answers = await Promise.all(
    boxes.map((rectangle) => {
      const signatures = [{ page: 0, rectangle, image: DOT }];
      return api.call("POST", `/documents/${documentId}/content`, JSON.stringify({ signatures }));
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { additions } = await pdf.compare(before, await api.download(documentId));
  expect(additions.filter(({ kind }) => kind === "image")).toHaveLength(4);
});

test("content under an unknown key, or none, changes nothing and is a success", async () => {
  const documentId = await api.upload(agreementPdf());
  const before = await api.download(documentId);
  for (const body of [{}, { signatures: [] }, { Signatures: [{ page: 0, image: "broken" }] }]) {
    const answer = await api.call("POST", `/documents/${documentId}/content`, JSON.stringify(body));
    expect(answer.status).toBe(200);
  }
  expect(Buffer.compare(before, await api.download(documentId))).toBe(0);
});

test("an image that is none is a 400 that says where", async () => {
  const documentId = await api.upload(agreementPdf());
  const signatures = [{ page: 0, rectangle: [0, 0, 9, 9], image: "bm90IGFuIGltYWdl" }];
  const answer = await api.call("POST", `/documents/${documentId}/content`, JSON.stringify({ signatures }));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    errors: [{ message: "signatures[0].image must be a PNG or JPEG in base64." }],
  });
});

test("a sealed document takes no more content", async () => {
  const documentId = await api.upload(agreementPdf());
  const sent = await sendInOrder(api, documentId, ["a@example.com"]);
  await signAll(api, sent.signature_request_id);
  const signatures = [{ page: 0, rectangle: [0, 0, 9, 9], image: DOT }];
  expect(
    (await api.call("POST", `/documents/${documentId}/content`, JSON.stringify({ signatures }))).status,
  ).toBe(409);
});

test("superseded states of a document are not kept", async () => {
  const documentId = await api.upload(agreementPdf());
  const sent = await sendInOrder(api, documentId, ["a@example.com", "b@example.com", "c@example.com"]);
  await signAll(api, sent.signature_request_id);
  const { documents } = await api.control("GET", "/documents");
  expect(documents).toMatchObject([{ sealed: true }]);
  expect((await api.control("GET", "")).stored_files).toBe(2);
});
