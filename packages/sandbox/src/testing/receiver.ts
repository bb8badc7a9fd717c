// A receiver of callbacks for tests, without a socket: answers as told and remembers what came.
import type { Deliver } from "../callbacks/attempt.ts";

export interface Receiver {
  deliver: Deliver;
  received: { url: string; body: string; headers: Headers }[];
  /** Answers from now on; by default the acknowledgement. */
  answer: (() => Promise<Response> | Response) | undefined;
  events(): string[];
}

const accepted = (): Response => new Response("DIGISIGNER_EVENT_ACCEPTED", { status: 200 });

export function createReceiver(): Receiver {
  const receiver: Receiver = {
    received: [],
    answer: undefined,
    deliver: async (url, init) => {
      receiver.received.push({ url, body: String(init.body), headers: new Headers(init.headers) });
      return (receiver.answer ?? accepted)();
    },
    events: () => receiver.received.map(({ body }) => JSON.parse(body).event_type),
  };
  return receiver;
}
