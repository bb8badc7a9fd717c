// Takes back what was counted as missed and was only overtaken: a look of ours fell between a signing and its callback.
import type { Transaction } from "kysely";
import { sql } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { SignatureJob } from "../queues.ts";
import type { Signature } from "../signature.ts";
import { type Bell, readBells } from "./bells.ts";
import type { Share } from "./truth.ts";

/** A callback that comes within this time was under way; DigiSigner's first retry is five minutes after the first try. */
const UNDER_WAY_MS = 60_000;

/**
 * A repair that is older stands. What was under way is looked at within seconds, or, when the tries of its job fail, a few
 * minutes later.
 */
export const REPAIR_STANDS_AFTER_MS = 10 * UNDER_WAY_MS;

type Target = Pick<SignatureJob, "workspaceId" | "signatureId">;

/** What one look found, and no callback had told by then. */
const readUntold = async (
  transaction: Transaction<Schema>,
  target: Target,
  at: Date,
): Promise<{ shares: Share[]; unsignedAt: Date }> => {
  const rows = await transaction
    .selectFrom("timeline")
    .select([
      sql<string>`data ->> 'signer_id'`.as("signerId"),
      sql<string>`data ->> 'email'`.as("email"),
      sql<string>`data ->> 'document_id'`.as("documentId"),
      sql<string>`data ->> 'not_before'`.as("notBefore"),
    ])
    .where("workspace_id", "=", target.workspaceId)
    .where("signature_id", "=", target.signatureId)
    .where("kind", "=", "signer_signed")
    .where("at", "=", at)
    .where("callback_id", "is", null)
    .execute();
  return { shares: rows, unsignedAt: rows[0] === undefined ? at : new Date(rows[0].notBefore) };
};

/** `signature` as it was before this look, its row locked by the caller. The timeline keeps that the look was first. */
export const forgiveOvertaken = async (
  transaction: Transaction<Schema>,
  target: Target,
  signature: Signature,
  now: Date,
): Promise<void> => {
  if (signature.missedCallbacks === 0) return;
  const repairs = await transaction
    .selectFrom("repairs")
    .select(["at", "count"])
    .where("workspace_id", "=", target.workspaceId)
    .where("signature_id", "=", target.signatureId)
    .where("at", ">", new Date(now.getTime() - REPAIR_STANDS_AFTER_MS))
    .execute();
  for (const { at, count } of repairs) {
    const { shares, unsignedAt } = await readUntold(transaction, target, at);
    const bells = await readBells(transaction, target, signature, { shares, unsignedAt });
    const wasUnderWay = (bell: Bell | undefined): boolean =>
      bell !== undefined && bell.receivedAt.getTime() <= at.getTime() + UNDER_WAY_MS;
    const missed = shares.filter(
      (share) => !wasUnderWay(bells.signed(share.email, share.documentId)) && !wasUnderWay(bells.completed),
    ).length;
    if (missed >= count) continue;
    const ofRepair = { workspace_id: target.workspaceId, signature_id: target.signatureId, at };
    await (missed === 0
      ? transaction.deleteFrom("repairs").where((where) => where.and(ofRepair))
      : transaction
          .updateTable("repairs")
          .set({ count: missed })
          .where((where) => where.and(ofRepair))
    ).execute();
    await transaction
      .updateTable("signatures")
      .set({ missed_callbacks: sql<number>`missed_callbacks - ${count - missed}`, updated_at: now })
      .where("workspace_id", "=", target.workspaceId)
      .where("signature_id", "=", target.signatureId)
      .execute();
  }
};
