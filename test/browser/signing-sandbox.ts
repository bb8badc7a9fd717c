// Starts a real sandbox for browser tests and sends documents through its API, as a client would.

import { afterAll, beforeAll } from "vitest";
import {
  createSandbox,
  type InvitationItem,
  type Sandbox,
  type SandboxOptions,
} from "../../packages/sandbox/src/index.ts";
import { agreement } from "./paper.ts";

/** A signer as the API takes one. */
export interface TestSigner {
  email: string;
  role?: string;
  order?: number;
  access_code?: string;
  fields?: Record<string, unknown>[];
  existing_fields?: Record<string, unknown>[];
  use_all_pdf_fields?: boolean;
}

/** What to send; without `documents` it is the agreement with these signers. */
export interface Sending {
  signers?: TestSigner[];
  documents?: {
    /** A file to upload, or the id of a template. */
    file: Uint8Array<ArrayBuffer> | string;
    title?: string;
    signers: TestSigner[];
  }[];
  /** Further keys of the request, such as `embedded`. */
  options?: Record<string, unknown>;
}

/** What was sent. */
export interface Sent {
  requestId: string;
  documentIds: string[];
  /** Signing page of a signer. */
  url(email: string): string;
  invitation(email: string): InvitationItem;
}

/** The sandbox of a test file. */
export interface TestSandbox {
  url(): string;
  smtpPort(): number;
  send(sending: Sending): Promise<Sent>;
  /** The API's fields of a document, with what was submitted. */
  fields(documentId: string): Promise<Record<string, unknown>[]>;
  document(documentId: string): Promise<Uint8Array<ArrayBuffer>>;
  /** PEM, of the authority that seals. */
  certificate(): Promise<string>;
  attachment(documentId: string, apiId: string): Promise<Uint8Array<ArrayBuffer>>;
  deleteDocument(documentId: string): Promise<void>;
  status(sent: Sent, email: string): Promise<string>;
  control(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Registers a sandbox for the test file that calls it, at the top level of the file. */
export function withSandbox(options: SandboxOptions = {}): TestSandbox {
  let running: Sandbox | undefined;
  beforeAll(async () => {
    running = await createSandbox({ port: 0, ...options });
  });
  afterAll(() => running?.close());

  function sandbox(): Sandbox {
    if (!running) throw new Error("the sandbox answers inside tests, after it has started");
    return running;
  }
  async function api(method: string, path: string, body?: string | FormData): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Basic ${btoa(`${sandbox().apiKey}:`)}` };
    if (typeof body === "string") headers["content-type"] = "application/json";
    const response = await fetch(`${sandbox().apiUrl}${path}`, {
      method,
      headers,
      ...(body ? { body } : {}),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
  async function upload(file: Uint8Array<ArrayBuffer>, title: string): Promise<string> {
    const form = new FormData();
    form.set("file", new File([file], `${title}.pdf`, { type: "application/pdf" }));
    const { document_id } = await read<{ document_id: string }>(api("POST", "/documents", form));
    return document_id;
  }
  async function control(method: string, path: string, body?: unknown): Promise<Response> {
    const content =
      body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${sandbox().url}/_sandbox/${path}`, { method, ...content });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
  async function invitations(requestId: string): Promise<InvitationItem[]> {
    const path = `invitations?signature_request_id=${requestId}`;
    return (await read<{ invitations: InvitationItem[] }>(control("GET", path))).invitations;
  }

  return {
    url: () => sandbox().url,
    smtpPort: () => sandbox().smtpPort ?? 0,
    async send({ signers = [], documents, options: keys = {} }) {
      const wanted = documents ?? [{ file: agreement(), title: "Credit agreement", signers }];
      const documentIds = await Promise.all(
        wanted.map(({ file, title }) =>
          typeof file === "string" ? file : upload(file, title ?? "Agreement"),
        ),
      );
      const body = {
        ...keys,
        documents: wanted.map((document, index) => ({
          document_id: documentIds[index],
          title: document.title,
          subject: "Please sign",
          message: "Please sign by Friday.",
          signers: document.signers,
        })),
      };
      const answer = await read<{ signature_request_id: string; documents: { document_id: string }[] }>(
        api("POST", "/signature_requests", JSON.stringify(body)),
      );
      const requestId = answer.signature_request_id;
      const items = await invitations(requestId);
      const invitation = (email: string): InvitationItem => {
        const found = items.find((item) => item.email === email);
        if (!found)
          throw new Error(
            `no invitation for ${email}, only for ${items.map((item) => item.email).join(", ")}`,
          );
        return found;
      };
      return {
        requestId,
        documentIds: answer.documents.map((document) => document.document_id),
        invitation,
        url: (email) => invitation(email).sign_document_url,
      };
    },
    async fields(documentId) {
      type Answer = { document_fields: Record<string, unknown>[] };
      return (await read<Answer>(api("GET", `/documents/${documentId}/fields`))).document_fields;
    },
    document: async (documentId) =>
      new Uint8Array(await (await api("GET", `/documents/${documentId}`)).arrayBuffer()),
    certificate: () => sandbox().certificate(),
    attachment: async (documentId, apiId) => {
      const answer = await api("GET", `/documents/${documentId}/fields/${apiId}/attachment`);
      return new Uint8Array(await answer.arrayBuffer());
    },
    async deleteDocument(documentId) {
      await api("DELETE", `/documents/${documentId}`);
    },
    async status(sent, email) {
      const found = (await invitations(sent.requestId)).find((item) => item.email === email);
      return found?.status ?? "unknown";
    },
    control,
  };
}

/** The JSON of an answer whose shape the sandbox documents. */
async function read<Answer>(answering: Promise<Response>): Promise<Answer> {
  return (await answering).json() as Promise<Answer>;
}
