// Records that a signer refused, as a person learnt of it: DigiSigner has no such event.
import { ConflictError, InvalidInputError } from "../../../errors.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { Deps } from "../../deps.ts";
import { loadSignature } from "../load-signatures.ts";
import type { Signature } from "../signature.ts";
import { closeSignature } from "./close-signature.ts";

const nameOf = (signature: Signature, signerId: string | undefined): string => {
  if (signerId === undefined) return "A signer";
  const signer = signature.signers.find((one) => one.signerId === signerId);
  if (signer !== undefined) return signer.name ?? signer.email;
  const message = `${signerId} is no signer of ${signature.signatureId}`;
  throw new InvalidInputError({
    code: "invalid_request",
    message: `${message}: take an id from its signers.`,
    details: { errors: [{ path: "/signer_id", message }] },
  });
};

/** @throws NotFoundError; InvalidInputError for a foreign signer; ConflictError when it is closed in another way. */
export const declineSignature = (
  deps: Pick<Deps, "db" | "clock" | "jobs">,
  actor: Actor,
  signatureId: string,
  input: { reason: string; signerId?: string | undefined },
): Promise<Signature> =>
  deps.db.transaction().execute(async (transaction) => {
    const signature = await loadSignature(transaction, actor.workspaceId, signatureId, { lock: true });
    const who = nameOf(signature, input.signerId);
    const closed = await closeSignature(deps, transaction, signature, "declined", input.reason, {
      source: "person",
      actor: actor.name,
      summary: `${who} declined to sign: ${input.reason}`,
      data: { status_before: signature.status, reason: input.reason, signer_id: input.signerId ?? null },
    });
    if (!closed && signature.status !== "declined") {
      throw new ConflictError({
        code: "conflict",
        message: `${signatureId} is ${signature.status}: a refusal can only be recorded while it is open.`,
      });
    }
    if (closed) {
      await recordAudit(transaction, actor, {
        at: deps.clock.now(),
        action: "signature.declined",
        subject: { type: "signature", id: signatureId },
        details: {
          title: signature.title,
          status_before: signature.status,
          reason: input.reason,
          signer_id: input.signerId ?? null,
        },
      });
    }
    return loadSignature(transaction, actor.workspaceId, signatureId);
  });
