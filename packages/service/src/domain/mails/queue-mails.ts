// Puts mails in line, each of them once.
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Deps } from "../deps.ts";
import type { Signature, Signer } from "../signatures/signature.ts";
import { mailQueue } from "./queues.ts";

/** Resolves to the signers whose mail was not in line or sent before. */
export const queueMails = async (
  deps: Pick<Deps, "clock" | "jobs">,
  transaction: Transaction<Schema>,
  signature: Signature,
  signers: readonly Signer[],
  mailKey: string,
  requestedBy: string,
): Promise<Signer[]> => {
  const queued: Signer[] = [];
  for (const signer of signers) {
    const target = { workspaceId: signature.workspaceId, signatureId: signature.signatureId };
    const result = await transaction
      .insertInto("mails")
      .values({
        workspace_id: target.workspaceId,
        signature_id: target.signatureId,
        signer_id: signer.signerId,
        mail_key: mailKey,
        state: "queued",
        requested_by: requestedBy,
        created_at: deps.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (result.numInsertedOrUpdatedRows !== 1n) continue;
    await deps.jobs.enqueue(transaction, mailQueue, { ...target, signerId: signer.signerId, mailKey });
    queued.push(signer);
  }
  return queued;
};
