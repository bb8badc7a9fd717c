// Answers that hold a secret: done once per Idempotency-Key like others, but never answered a second time.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Transaction } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { Actor } from "../domain/actor.ts";
import type { Deps } from "../domain/deps.ts";
import { ConflictError } from "../errors.ts";
import { once } from "./idempotent.ts";

/** `made` says what the first call made, and how to get a secret all the same; of its answer only the id is stored. */
export const shownOnce = <T>(
  deps: Pick<Deps, "db" | "clock">,
  input: { request: FastifyRequest; reply: FastifyReply; actor: Actor; body: unknown },
  made: { what: string; instead: string },
  work: (record: (transaction: Transaction<Schema>, id: string) => Promise<void>) => Promise<T>,
): Promise<T | FastifyReply> =>
  once(
    deps,
    input,
    async ({ begin, record }) => {
      await begin(input.body);
      return work((transaction, id) => record(transaction, 201, { id }));
    },
    ({ body }) => {
      const id = typeof body === "object" && body !== null && "id" in body ? ` ${String(body.id)}` : "";
      return new ConflictError({
        code: "conflict",
        message: `The first call with this Idempotency-Key made the ${made.what}${id}, whose secret was shown then and is not shown again: ${made.instead}.`,
      });
    },
  );
