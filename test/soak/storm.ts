// The callbacks of a soak: each has a number, which makes its bytes unlike any other's and gives them back at any time.
import type { Agreement } from "./agreements.ts";
import { hmacOf } from "./hmac.ts";
import { randomFrom } from "./random.ts";

const BASE_TIME = 1_700_000_000_000;

export interface Storm {
  /** The bytes of callback `number`; numbers from `distinct` on are true events. */
  readonly body: (number: number) => string;
  /** Numbers in the order of posting, duplicates among them. */
  readonly order: Uint32Array;
  /** Distinct callbacks in `order`. */
  readonly distinct: number;
  /** A true event; answers its number. */
  readonly tell: (event: object) => number;
  /** True events so far. */
  readonly told: () => number;
}

export const numberOf = (eventTime: number): number => eventTime - BASE_TIME;

const signed = (eventTime: number, { documentId }: Agreement, email: string | undefined): string =>
  JSON.stringify({
    event_time: eventTime,
    event_type: "DOCUMENT_SIGNED",
    document_id: documentId,
    signer_email: email,
  });

const completed = (eventTime: number, agreement: Agreement): string =>
  JSON.stringify({
    event_time: eventTime,
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: {
      signature_request_id: agreement.requestId,
      is_completed: true,
      documents: [
        {
          document_id: agreement.documentId,
          signers: agreement.emails.map((email) => ({ email, is_signature_completed: true })),
        },
      ],
    },
  });

/** Claims about real agreements, most of them lies when they are made; unknown ids and types; bodies without sense. */
const invent = (agreements: readonly Agreement[], number: number): string => {
  const random = randomFrom(number + 1);
  const time = BASE_TIME + number;
  // Callbacks come in bursts: neighbours concern few agreements, and shuffling spreads them again.
  const agreement = agreements[random.below(agreements.length)] as Agreement;
  const kind = random.next();
  if (kind < 0.6) return signed(time, agreement, agreement.emails[random.below(agreement.emails.length)]);
  if (kind < 0.8) return completed(time, agreement);
  if (kind < 0.83)
    return signed(time, { ...agreement, documentId: `unknown-${number}` }, "eve@nowhere.internal");
  if (kind < 0.93) return JSON.stringify({ event_time: time, event_type: "SOMETHING_NEW" });
  return JSON.stringify({ event_time: time, event_type: "DOCUMENT_SIGNED" });
};

export const planStorm = (
  agreements: readonly Agreement[],
  posts: number,
  duplicates: number,
  seed: number,
): Storm => {
  const random = randomFrom(seed);
  const repeated = Math.floor(posts * duplicates);
  const distinct = posts - repeated;
  const order = new Uint32Array(posts);
  for (let place = 0; place < posts; place += 1)
    order[place] = place < distinct ? place : random.below(distinct);
  for (let place = posts - 1; place > 0; place -= 1) {
    const other = random.below(place + 1);
    const held = order[place] as number;
    order[place] = order[other] as number;
    order[other] = held;
  }
  const truths: string[] = [];
  return {
    order,
    distinct,
    body: (number) =>
      number < distinct ? invent(agreements, number) : (truths[number - distinct] as string),
    tell: (event) => {
      const number = distinct + truths.length;
      truths.push(JSON.stringify({ event_time: BASE_TIME + number, ...event }));
      return number;
    },
    told: () => truths.length,
  };
};

/** The HTTP request, authentic or not. */
export const requestOf = (body: string, isAuthentic: boolean): string => {
  const hmac = isAuthentic ? hmacOf(body) : hmacOf(body, "a-secret-nobody-agreed-on");
  return `POST /api/signatures/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-DigiSigner-Signature: ${hmac}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
