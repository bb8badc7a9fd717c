// A plain HTTP server for tests: scripted answers, every request recorded as it came.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { DigiSigner } from "../digisigner.ts";
import type { DigiSignerOptions } from "../options.ts";

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Answers one request; its body has been read. */
export type Reply = (response: ServerResponse, request: Recorded) => void;

export interface TestServer {
  readonly url: string;
  readonly requests: Recorded[];
}

/** Starts on a free port and stops with the test. The last reply answers all further requests. */
export async function startServer(...replies: Reply[]): Promise<TestServer> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const recorded = { method, path, headers, body: Buffer.concat(chunks) };
      requests.push(recorded);
      const reply = replies[Math.min(requests.length, replies.length) - 1];
      reply?.(response, recorded);
    });
  });
  return { url: await listen(server), requests };
}

/** Listens on a free port until the test ends. */
export async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/v1`;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
}

/** Cuts the connection without an answer, after the request was read. */
export const cut: Reply = (response) => response.socket?.destroy();

/** Reads the request and never answers. */
export const hang: Reply = () => undefined;

export const TEST_KEY = "11111111-2222-3333-4444-555555555555";

/** Retries without waiting; `waits` keeps what it would have waited, with all jitter. */
export function connect(server: TestServer, options: Partial<DigiSignerOptions> = {}) {
  const waits: number[] = [];
  const client = new DigiSigner({
    apiKey: TEST_KEY,
    baseUrl: server.url,
    sleep: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.999_999,
    ...options,
  });
  return { client, waits };
}

export const REQUEST_ID = "f9bf5865-de7e-4fd5-8be6-aa8d8f46735c";

/** A status answer with the keys that are always there. */
export function signatureRequestBody(changes: Record<string, unknown> = {}) {
  return {
    signature_request_id: REQUEST_ID,
    is_completed: false,
    send_emails: false,
    embedded: false,
    use_text_tags: false,
    hide_text_tags: false,
    send_documents_as_bundle: false,
    send_reminder_emails: false,
    documents: [
      {
        document_id: "5be88823-3ff5-4ec4-8175-459dee50f7fb",
        title: "contract",
        subject: "Please sign",
        message: "Hello",
        signers: [
          {
            email: "ann@example.com",
            role: "Signer 1",
            order: 1,
            is_signature_completed: false,
            sign_document_url:
              "https://www.digisigner.com/online/showDocument?documentId=5be8&invitationId=7",
          },
        ],
      },
    ],
    ...changes,
  };
}

/** The error a promise ends with; a promise that succeeds fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("expected a failure, but the call succeeded");
    },
    (error: unknown) => error,
  );
}
