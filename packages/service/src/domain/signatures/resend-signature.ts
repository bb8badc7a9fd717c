// Sends a request anew with one address corrected, linked to the old one, which is cancelled.
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { ConflictError, InvalidInputError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { closeSignature } from "./close/close-signature.ts";
import type { CreateSignatureInput, SignerInput } from "./create-input.ts";
import { insertSignatureRequest } from "./create-signature-request.ts";
import { loadSignature } from "./load-signatures.ts";
import type { Signature, Signer } from "./signature.ts";
import { isOpen } from "./status.ts";

export type ResendInput = {
  signerId: string;
  email: string;
  accessCodes: Record<string, string>;
};

const DAY_MS = 86_400_000;

const invalid = (path: string, message: string): InvalidInputError =>
  new InvalidInputError({
    code: "invalid_request",
    message: `${message}.`,
    details: { errors: [{ path, message }] },
  });

const signerInput = (signer: Signer, documentId: string, input: ResendInput): SignerInput | undefined => {
  const share = signer.documents.find((one) => one.documentId === documentId);
  if (share === undefined) return undefined;
  const accessCode = input.accessCodes[signer.signerId];
  if (share.hasAccessCode && accessCode === undefined) {
    throw invalid(
      `/access_codes/${signer.signerId}`,
      `${signer.email} had an access code, which the desk has forgotten: give it again`,
    );
  }
  return {
    email: signer.signerId === input.signerId ? input.email : signer.email,
    name: signer.name ?? undefined,
    role: signer.role ?? undefined,
    order: signer.order ?? undefined,
    language: signer.language ?? undefined,
    accessCode,
    fields: share.fields,
  };
};

const copyOf = (signature: Signature, input: ResendInput): CreateSignatureInput => ({
  title: signature.title,
  subject: signature.subject ?? undefined,
  message: signature.message ?? undefined,
  urgency: signature.urgency,
  expiresInDays: Math.round((signature.expiresAt.getTime() - signature.requestedAt.getTime()) / DAY_MS),
  reminderDays: signature.reminderDays,
  sendEmails: signature.sendEmails,
  language: signature.language,
  senderEmail: signature.senderEmail ?? undefined,
  useTextTags: signature.useTextTags,
  hideTextTags: signature.hideTextTags,
  bundle: signature.bundle,
  redirectAfterSigningToUrl: signature.redirectAfterSigningToUrl ?? undefined,
  metadata: signature.metadata,
  resentFrom: signature.signatureId,
  documents: signature.documents.map(({ documentId }) => ({
    documentId,
    path: "/email",
    signers: signature.signers.flatMap((signer) => signerInput(signer, documentId, input) ?? []),
  })),
});

const nothing = async (): Promise<void> => undefined;

/**
 * Everybody signs anew, also those who had signed the old one: it is another document at DigiSigner.
 *
 * @throws NotFoundError; InvalidInputError for a foreign signer, a missing access code or a bad address; ConflictError for
 * a completed signature or one that was resent already.
 */
export const resendSignature = (
  deps: Pick<Deps, "db" | "clock" | "jobs" | "log" | "vault" | "settings">,
  actor: Actor,
  signatureId: string,
  input: ResendInput,
  alongside: (transaction: Transaction<Schema>, signature: Signature) => Promise<void> = nothing,
): Promise<Signature> =>
  deps.db.transaction().execute(async (transaction) => {
    const old = await loadSignature(transaction, actor.workspaceId, signatureId, { lock: true });
    if (!old.signers.some((signer) => signer.signerId === input.signerId)) {
      throw invalid("/signer_id", `${input.signerId} is no signer of ${signatureId}`);
    }
    if (old.status === "completed" || old.resentAs !== null) {
      const state = old.resentAs === null ? "is completed" : `was resent as ${old.resentAs}`;
      throw new ConflictError({
        code: "conflict",
        message: `${signatureId} ${state}: nothing is left to correct.`,
      });
    }
    const created = await insertSignatureRequest(deps, transaction, actor, copyOf(old, input));
    if (isOpen(old.status)) {
      const reason = `Sent again as ${created.signatureId} with a corrected address`;
      await closeSignature(deps, transaction, old, "cancelled", reason, {
        source: "person",
        actor: actor.name,
        summary: `${actor.name} corrected an address; sent again as ${created.signatureId}`,
        data: { status_before: old.status, resent_as: created.signatureId, signer_id: input.signerId },
      });
    }
    await recordAudit(transaction, actor, {
      at: created.requestedAt,
      action: "signature.resent",
      subject: { type: "signature", id: signatureId },
      details: { title: old.title, resent_as: created.signatureId, signer_id: input.signerId },
    });
    await alongside(transaction, created);
    return created;
  });
