// Runs a creating route once per Idempotency-Key.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Transaction } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { Actor } from "../domain/actor.ts";
import type { Deps } from "../domain/deps.ts";
import {
  createIdempotentCall,
  fingerprintOf,
  type IdempotentCall,
  type StoredAnswer,
} from "../domain/idempotency/idempotent-call.ts";
import { InvalidInputError } from "../errors.ts";
import { pathOf } from "./answer-errors.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Ends a call early with the answer of an earlier one; thrown, so that work under way is undone. */
export class AnsweredBefore extends Error {
  override name = "AnsweredBefore";
  readonly answer: StoredAnswer;

  constructor(answer: StoredAnswer) {
    super("this call was answered before");
    this.answer = answer;
  }
}

export type Once = {
  /** To be called before the work, when the request is known whole. */
  begin(request: unknown): Promise<void>;
  /** To be handed to the use case, which calls it in its transaction. */
  record(transaction: Transaction<Schema>, status: number, body: unknown): Promise<void>;
};

const callOf = (deps: Pick<Deps, "db" | "clock">, request: FastifyRequest, actor: Actor) => {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || !KEY.test(key)) {
    const message =
      "Idempotency-Key has 1 to 200 visible ASCII characters, such as a UUID: send one of that form.";
    throw new InvalidInputError({ code: "invalid_request", message });
  }
  return createIdempotentCall(deps, actor, `${request.method} ${pathOf(request)}`, key);
};

const NO_KEY: Once = { begin: async () => undefined, record: async () => undefined };

const guard = (call: IdempotentCall): Once => ({
  async begin(request) {
    const before = await call.claim(fingerprintOf(request));
    if (before !== undefined) throw new AnsweredBefore(before);
  },
  record: (transaction, status, body) => call.record(transaction, { status, body }),
});

/**
 * Runs `work` and answers what it answers; with a key that was used before, the first answer again and the header
 * `Idempotency-Replayed: true`. A failed call gives its key back. With `refuseReplay` the first answer holds a secret, of
 * which nothing is stored: then a repetition does nothing either, and is refused with that error.
 */
export const once = async <T>(
  deps: Pick<Deps, "db" | "clock">,
  input: { request: FastifyRequest; reply: FastifyReply; actor: Actor },
  work: (once: Once) => Promise<T>,
  refuseReplay?: (answer: StoredAnswer) => Error,
): Promise<T | FastifyReply> => {
  const call = callOf(deps, input.request, input.actor);
  if (call === undefined) return work(NO_KEY);
  try {
    return await work(guard(call));
  } catch (error) {
    if (error instanceof AnsweredBefore) {
      if (refuseReplay !== undefined) throw refuseReplay(error.answer);
      return input.reply
        .code(error.answer.status)
        .headers({ "idempotency-replayed": "true", "cache-control": "no-store" })
        .send(error.answer.body);
    }
    await call.release();
    throw error;
  }
};
