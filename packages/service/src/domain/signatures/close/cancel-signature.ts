// Cancels a signature because a person says so.
import { ConflictError } from "../../../errors.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { Deps } from "../../deps.ts";
import { queueMails } from "../../mails/queue-mails.ts";
import { loadSignature } from "../load-signatures.ts";
import type { Signature } from "../signature.ts";
import { closeSignature } from "./close-signature.ts";

/**
 * Cancelling twice is no error.
 *
 * @throws NotFoundError; ConflictError `conflict` when it is closed in another way, or when signers cannot be told by mail.
 */
export const cancelSignature = (
  deps: Pick<Deps, "db" | "clock" | "jobs"> & { canSendMail?: boolean },
  actor: Actor,
  signatureId: string,
  input: { reason?: string | undefined /** Tells them by mail. */; notifySigners?: boolean | undefined },
): Promise<Signature> =>
  deps.db.transaction().execute(async (transaction) => {
    const signature = await loadSignature(transaction, actor.workspaceId, signatureId, { lock: true });
    if (input.notifySigners === true && deps.canSendMail === false) {
      throw new ConflictError({
        code: "conflict",
        message:
          "No mail can be sent to the signers: set SMTP_URL, or cancel without notify_signers and tell them yourself.",
      });
    }
    const reason = input.reason ?? null;
    const closed = await closeSignature(deps, transaction, signature, "cancelled", reason, {
      source: "person",
      actor: actor.name,
      summary: reason === null ? `${actor.name} cancelled it` : `${actor.name} cancelled it: ${reason}`,
      data: { status_before: signature.status, reason },
    });
    if (!closed && signature.status !== "cancelled") {
      throw new ConflictError({
        code: "conflict",
        message: `${signatureId} is ${signature.status} and cannot be cancelled any more: request the signatures anew if they are still wanted.`,
      });
    }
    if (closed) {
      await recordAudit(transaction, actor, {
        at: deps.clock.now(),
        action: "signature.cancelled",
        subject: { type: "signature", id: signatureId },
        details: { title: signature.title, status_before: signature.status, reason },
      });
    }
    const cancelled = await loadSignature(transaction, actor.workspaceId, signatureId);
    // Nobody was invited while it was being sent.
    if (closed && input.notifySigners === true && signature.status !== "sending") {
      await queueMails(deps, transaction, cancelled, cancelled.signers, "cancelled", actor.name);
    }
    return cancelled;
  });
