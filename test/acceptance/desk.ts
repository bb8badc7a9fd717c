// The few calls that the acceptance tests make over and over, in plain HTTP.
import { agreementPdf } from "../fixtures/pdf.ts";
import type { Product } from "./start.ts";

/** Where a desk and its sandbox are, and a key of an admin. */
type Addressed = Pick<Product, "url" | "sandboxUrl" | "apiKey">;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked at by the test that asked for it
  readonly body: any;
  readonly text: string;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
};

/** One call to the service, with the admin key unless other headers are given. */
export const call = async (
  product: Addressed,
  method: string,
  path: string,
  input: { json?: unknown; body?: RequestInit["body"]; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const headers: Record<string, string> = input.headers ?? { authorization: `Bearer ${product.apiKey}` };
  const init: RequestInit = { method, headers };
  if (input.body !== undefined) init.body = input.body;
  if (input.json !== undefined) {
    init.body = JSON.stringify(input.json);
    init.headers = { "content-type": "application/json", ...headers };
  }
  return answerOf(await fetch(product.url + path, init));
};

/** One call to the sandbox's control API. */
export const sandbox = async (
  product: Addressed,
  method: string,
  path: string,
  json?: unknown,
): Promise<Answer> => {
  const init: RequestInit = { method };
  if (json !== undefined) {
    init.body = JSON.stringify(json);
    init.headers = { "content-type": "application/json" };
  }
  return answerOf(await fetch(`${product.sandboxUrl}/_sandbox/${path}`, init));
};

export const uploadPdf = (
  product: Addressed,
  bytes: Uint8Array<ArrayBuffer> = agreementPdf(),
  fields: { fileName?: string; title?: string } = {},
): Promise<Answer> => {
  const form = new FormData();
  if (fields.title !== undefined) form.set("title", fields.title);
  form.set(
    "file",
    new Blob([bytes], { type: "application/pdf" }),
    fields.fileName ?? "facility-agreement.pdf",
  );
  return call(product, "POST", "/api/documents", { body: form });
};

/** Asks until the check holds; fails with the last value after the deadline. */
export const until = async <T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
  seconds = 20,
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`still not so after ${seconds} s: ${JSON.stringify(value, null, 1)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
};

export const signature = async (product: Addressed, signatureId: string): Promise<Answer["body"]> =>
  (await call(product, "GET", `/api/signatures/${signatureId}`)).body;

/** Uploads the agreement, requests signatures and waits until DigiSigner has the request. */
export const sendAgreement = async (
  product: Addressed,
  signers: readonly unknown[] = [
    { email: "jane@borrower.example", role: "Borrower", order: 1 },
    { email: "olaf@lender.example", role: "Lender", order: 2 },
  ],
): Promise<Answer["body"]> => {
  const document = await uploadPdf(product);
  const created = await call(product, "POST", `/api/documents/${document.body.document_id}/signatures`, {
    json: { signers, message: "Please sign this document" },
  });
  if (created.status !== 201) throw new Error(`creating answered ${created.status}: ${created.text}`);
  return until(
    () => signature(product, created.body.signature_id),
    (value) => value.status !== "sending",
  );
};

/** Signs, in order, all open invitations of a request, as a person would. */
export const signAll = async (product: Addressed, requestId: string): Promise<void> => {
  for (;;) {
    const list = await sandbox(product, "GET", `invitations?signature_request_id=${requestId}`);
    const open = list.body.invitations.find((one: { status: string }) => one.status === "open");
    if (open === undefined) return;
    const signed = await sandbox(product, "POST", `invitations/${open.invitation_id}/sign`, {});
    if (signed.status !== 200) throw new Error(`signing answered ${signed.status}: ${signed.text}`);
  }
};
