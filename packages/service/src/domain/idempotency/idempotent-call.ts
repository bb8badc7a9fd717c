// Makes a creating call safe to repeat: the answer is stored in the transaction that does the work.
import { createHash } from "node:crypto";
import { canonicalJson } from "@creditnexus/contract";
import type { Kysely, Transaction } from "kysely";
import type { Clock } from "../../clock/clock.ts";
import type { Schema } from "../../db/schema.ts";
import { ConflictError, InvalidInputError } from "../../errors.ts";
import type { Actor } from "../actor.ts";

/**
 * How long a call may run before a repetition takes its place. The work is one short transaction; a process that dies in it
 * leaves its caller waiting for this long, and one that is merely slow finds its place taken and is rolled back.
 */
const LOCK_MS = 15_000;

export type StoredAnswer = { status: number; body: unknown };

export type IdempotentCall = {
  /**
   * Takes the key for this call, or hands out the answer of the first.
   *
   * @throws InvalidInputError `idempotency_mismatch` for another request; ConflictError `idempotency_in_flight`.
   */
  claim(fingerprint: string): Promise<StoredAnswer | undefined>;
  /** Stores the answer; to be called in the transaction that did the work. */
  record(transaction: Transaction<Schema>, answer: StoredAnswer): Promise<void>;
  /** Gives the key back after a failure, so that a corrected or later call may use it. */
  release(): Promise<void>;
};

/** Of whatever makes two requests the same. */
export const fingerprintOf = (request: unknown): string =>
  createHash("sha256").update(canonicalJson(request)).digest("hex");

const mismatch = (key: string): InvalidInputError =>
  new InvalidInputError({
    code: "idempotency_mismatch",
    message: `The idempotency key ${JSON.stringify(key)} was used with another request: use a new key for a new request.`,
  });

const inFlight = (key: string): ConflictError =>
  new ConflictError({
    code: "idempotency_in_flight",
    message: `The first call with the idempotency key ${JSON.stringify(key)} is still running: repeat it in a few seconds.`,
  });

export const createIdempotentCall = (
  deps: { db: Kysely<Schema>; clock: Clock },
  actor: Actor,
  operation: string,
  key: string,
): IdempotentCall => {
  const id = {
    workspace_id: actor.workspaceId,
    actor: actor.keyId ?? actor.personId ?? actor.name,
    idempotency_key: key,
  };
  const row = <Db extends Kysely<Schema>>(db: Db) =>
    db
      .selectFrom("idempotency_keys")
      .selectAll()
      .where("workspace_id", "=", id.workspace_id)
      .where("actor", "=", id.actor)
      .where("idempotency_key", "=", id.idempotency_key);
  let lockedUntil = new Date(0);

  const take = async (
    transaction: Transaction<Schema>,
    fingerprint: string,
    now: Date,
  ): Promise<StoredAnswer | undefined> => {
    const values = { operation, request_sha256: fingerprint, locked_until: lockedUntil };
    const inserted = await transaction
      .insertInto("idempotency_keys")
      .values({ ...id, ...values, response_status: null, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return undefined;
    const known = await row(transaction).forUpdate().executeTakeFirst();
    if (known === undefined) throw inFlight(key);
    if (known.request_sha256 !== fingerprint || known.operation !== operation) throw mismatch(key);
    if (known.response_status !== null) return { status: known.response_status, body: known.response_body };
    if (known.locked_until > now) throw inFlight(key);
    await transaction
      .updateTable("idempotency_keys")
      .set({ locked_until: lockedUntil })
      .where("workspace_id", "=", id.workspace_id)
      .where("actor", "=", id.actor)
      .where("idempotency_key", "=", id.idempotency_key)
      .execute();
    return undefined;
  };

  return {
    claim(fingerprint) {
      const now = deps.clock.now();
      lockedUntil = new Date(now.getTime() + LOCK_MS);
      return deps.db.transaction().execute((transaction) => take(transaction, fingerprint, now));
    },
    async record(transaction, answer) {
      const result = await transaction
        .updateTable("idempotency_keys")
        .set({ response_status: answer.status, response_body: JSON.stringify(answer.body) })
        .where("workspace_id", "=", id.workspace_id)
        .where("actor", "=", id.actor)
        .where("idempotency_key", "=", id.idempotency_key)
        .where("response_status", "is", null)
        .where("locked_until", "=", lockedUntil)
        .executeTakeFirst();
      // Somebody took the key over because this call ran for too long: their work counts, ours is rolled back.
      if (result.numUpdatedRows !== 1n) throw inFlight(key);
    },
    async release() {
      await deps.db
        .deleteFrom("idempotency_keys")
        .where("workspace_id", "=", id.workspace_id)
        .where("actor", "=", id.actor)
        .where("idempotency_key", "=", id.idempotency_key)
        .where("response_status", "is", null)
        .where("locked_until", "=", lockedUntil)
        .execute();
    },
  };
};
