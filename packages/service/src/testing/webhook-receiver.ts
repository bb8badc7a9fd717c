// A receiver of webhooks: a real HTTP server that answers what the test says and keeps what arrived.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { vi } from "vitest";

export type Received = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** `undefined`: never answers. */
export type ReceiverAnswer =
  | { status: number; headers?: Record<string, string>; body?: string | Buffer }
  | undefined;

export type WebhookReceiver = {
  url: string;
  port: number;
  received: Received[];
  /** What is answered from now on; 204 in the beginning. */
  answer: (request: Received) => ReceiverAnswer;
  close(): Promise<void>;
};

export const startReceiver = async (): Promise<WebhookReceiver> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) };
    receiver.received.push(one);
    const answer = receiver.answer(one);
    if (answer !== undefined) response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    received: [],
    answer: () => ({ status: 204 }),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
  return receiver;
};

/** What the official verifier of Standard Webhooks makes of a delivery at a time; throws as it does. */
export const verifyAt = (secret: string, { headers, body }: Received, now: Date): unknown => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  } finally {
    vi.useRealTimers();
  }
};
