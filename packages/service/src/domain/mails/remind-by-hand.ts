// Reminds signers because a person says so.
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { ConflictError, InvalidInputError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { loadSignature } from "../signatures/load-signatures.ts";
import { currentSigners, type Signature, type Signer, signerStatus } from "../signatures/signature.ts";
import { isOpen } from "../signatures/status.ts";
import { queueMails } from "./queue-mails.ts";

/** A second click in the same minute is the same reminder. */
const MINUTE_MS = 60_000;

export type Reminded = { reminded: Signer[]; skipped: { signer: Signer; reason: string }[] };

const checkOpen = (signature: Signature): void => {
  if (signature.status === "sending") {
    throw new ConflictError({
      code: "not_ready",
      message: `${signature.signatureId} is still being sent to DigiSigner: remind when it is pending.`,
    });
  }
  if (isOpen(signature.status)) return;
  throw new ConflictError({
    code: "conflict",
    message: `${signature.signatureId} is ${signature.status}: there is nobody to remind.`,
  });
};

const chosen = (signature: Signature, ids: readonly string[] | undefined): Signer[] => {
  if (ids === undefined) return currentSigners(signature);
  return ids.map((id, index) => {
    const signer = signature.signers.find((one) => one.signerId === id);
    if (signer !== undefined) return signer;
    const message = `${id} is no signer of ${signature.signatureId}`;
    throw new InvalidInputError({
      code: "invalid_request",
      message: `${message}: take an id from its signers.`,
      details: { errors: [{ path: `/signer_ids/${index}`, message }] },
    });
  });
};

const remindedLately = async (
  transaction: Transaction<Schema>,
  signature: Signature,
  since: Date,
): Promise<Set<string | null>> => {
  const rows = await transaction
    .selectFrom("mails")
    .select("signer_id")
    .where("workspace_id", "=", signature.workspaceId)
    .where("signature_id", "=", signature.signatureId)
    .where("mail_key", "like", "by_hand:%")
    .where("created_at", ">", since)
    .execute();
  return new Set(rows.map((row) => row.signer_id));
};

/** @throws NotFoundError; ConflictError `not_ready`, or `conflict` when it is closed or no mail can be sent. */
export const remindByHand = (
  deps: Pick<Deps, "db" | "clock" | "jobs" | "settings"> & { canSendMail: boolean },
  actor: Actor,
  signatureId: string,
  signerIds?: readonly string[],
): Promise<Reminded> =>
  deps.db.transaction().execute(async (transaction) => {
    const signature = await loadSignature(transaction, actor.workspaceId, signatureId, { lock: true });
    checkOpen(signature);
    if (!deps.canSendMail) {
      throw new ConflictError({
        code: "conflict",
        message: "No mail can be sent: set SMTP_URL, or hand the signer the link yourself.",
      });
    }
    if (signature.provider !== deps.settings.provider) {
      throw new ConflictError({
        code: "conflict",
        message: `${signatureId} was requested from ${signature.provider}, and this desk works with ${deps.settings.provider}: its links lead elsewhere.`,
      });
    }
    const current = currentSigners(signature);
    const signers = chosen(signature, signerIds);
    const now = deps.clock.now();
    const lately = await remindedLately(transaction, signature, new Date(now.getTime() - MINUTE_MS));
    const reasonAgainst = (signer: Signer): string | undefined => {
      if (signerStatus(signer) === "signed") return "has signed already";
      if (!current.includes(signer)) return "it is not their turn yet";
      return lately.has(signer.signerId) ? "was reminded within this minute" : undefined;
    };
    const wanted = signers.filter((signer) => reasonAgainst(signer) === undefined);
    const mailKey = `by_hand:${now.toISOString()}`;
    const reminded = await queueMails(deps, transaction, signature, wanted, mailKey, actor.name);
    if (reminded.length > 0) {
      await recordAudit(transaction, actor, {
        at: now,
        action: "signature.reminded",
        subject: { type: "signature", id: signatureId },
        details: { title: signature.title, signer_ids: reminded.map(({ signerId }) => signerId) },
      });
    }
    const skipped = signers.flatMap((signer) => {
      const reason = reasonAgainst(signer);
      return reason === undefined ? [] : { signer, reason };
    });
    return { reminded, skipped };
  });
