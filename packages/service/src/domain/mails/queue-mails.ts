// Puts mails in line, each of them once.
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Deps } from "../deps.ts";
import { sameEmail } from "../signatures/create-input.ts";
import type { Signature, Signer } from "../signatures/signature.ts";
import { mailQueue } from "./queues.ts";

type QueueDeps = Pick<Deps, "clock" | "jobs">;

type Line = { mailKey: string; requestedBy: string };

/** True when it was not in line or sent before. */
const queueMail = async (
  deps: QueueDeps,
  transaction: Transaction<Schema>,
  { workspaceId, signatureId }: Signature,
  signerId: string | null,
  { mailKey, requestedBy }: Line,
): Promise<boolean> => {
  const result = await transaction
    .insertInto("mails")
    .values({
      workspace_id: workspaceId,
      signature_id: signatureId,
      signer_id: signerId,
      mail_key: mailKey,
      state: "queued",
      requested_by: requestedBy,
      created_at: deps.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) return false;
  await deps.jobs.enqueue(transaction, mailQueue, { workspaceId, signatureId, signerId, mailKey });
  return true;
};

/** Resolves to the signers whose mail was not in line or sent before. */
export const queueMails = async (
  deps: QueueDeps,
  transaction: Transaction<Schema>,
  signature: Signature,
  signers: readonly Signer[],
  mailKey: string,
  requestedBy: string,
): Promise<Signer[]> => {
  const queued: Signer[] = [];
  for (const signer of signers) {
    if (await queueMail(deps, transaction, signature, signer.signerId, { mailKey, requestedBy })) {
      queued.push(signer);
    }
  }
  return queued;
};

/** Tells the signers, unless the request wants no mails, and its sender, if it names one; who is both is told as sender. */
export const queueCompletionMails = async (
  deps: QueueDeps,
  transaction: Transaction<Schema>,
  signature: Signature,
): Promise<void> => {
  const line = { mailKey: "completed", requestedBy: "desk" };
  const { senderEmail } = signature;
  const isSender = ({ email }: Signer) => senderEmail !== null && sameEmail(email) === sameEmail(senderEmail);
  const told = signature.sendEmails ? signature.signers.filter((signer) => !isSender(signer)) : [];
  await queueMails(deps, transaction, signature, told, line.mailKey, line.requestedBy);
  if (senderEmail !== null) await queueMail(deps, transaction, signature, null, line);
};
