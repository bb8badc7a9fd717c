// Calls a sandbox in tests the way a client on the wire does, over its own `fetch`, no socket needed.
import type * as Wire from "@creditnexus/digisigner/wire";
import type { Sandbox } from "../options.ts";

// Control answers are read by tests member by member, and a wrong member fails the expectation on it.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any;

export interface ApiClient {
  call(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer> | FormData,
    headers?: Record<string, string>,
  ): Promise<Response>;
  upload(pdf: Uint8Array, fileName?: string): Promise<string>;
  send(body: object): Promise<Wire.SignatureRequest>;
  status(requestId: string): Promise<Wire.SignatureRequest>;
  fields(documentId: string): Promise<Wire.DocumentField[]>;
  download(documentId: string): Promise<Uint8Array>;
  /** Control API; an answer that is not 200 throws. */
  control(method: string, path: string, body?: object): Promise<Json>;
  controlRaw(method: string, path: string, body?: object): Promise<Response>;
}

export function apiClient(sandbox: Sandbox, apiKey = sandbox.apiKey): ApiClient {
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`;
  const call: ApiClient["call"] = (method, path, body, headers = {}) =>
    sandbox.fetch(`${sandbox.apiUrl}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const json = async (response: Promise<Response>): Promise<Json> => {
    const answer = await response;
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const controlRaw: ApiClient["controlRaw"] = (method, path, body) =>
    sandbox.fetch(`${sandbox.url}/_sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    call,
    upload: async (pdf, fileName = "agreement.pdf") => {
      const form = new FormData();
      form.set("file", new Blob([new Uint8Array(pdf)], { type: "application/octet-stream" }), fileName);
      return (await json(call("POST", "/documents", form))).document_id;
    },
    send: (body) =>
      json(call("POST", "/signature_requests", JSON.stringify(body), { "content-type": "application/json" })),
    status: (requestId) => json(call("GET", `/signature_requests/${requestId}`)),
    fields: async (documentId) =>
      (await json(call("GET", `/documents/${documentId}/fields`))).document_fields,
    download: async (documentId) => {
      const answer = await call("GET", `/documents/${documentId}`);
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
    control: (method, path, body) => json(controlRaw(method, path, body)),
    controlRaw,
  };
}
