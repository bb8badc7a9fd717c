// Requests signatures: the row, its audit entry and the job that sends it exist together or not at all.
import { DEFAULT_LANGUAGE } from "@creditnexus/contract";
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { documentNotFound } from "../documents/find-document.ts";
import { newId } from "../ids.ts";
import { nextReminder } from "../mails/reminder-times.ts";
import { appendEntries } from "../timeline/append-entries.ts";
import {
  type CreateSignatureInput,
  checkCreateInput,
  checkFieldPlaces,
  type SignerInput,
  sameEmail,
  schedule,
} from "./create-input.ts";
import { secretContext } from "./links.ts";
import { loadSignature } from "./load-signatures.ts";
import { sendQueue } from "./queues.ts";
import type { Signature } from "./signature.ts";
import { unattended } from "./sync/schedule.ts";

const DAY_MS = 86_400_000;

type CreateDeps = Pick<Deps, "db" | "jobs" | "clock" | "log" | "vault" | "settings">;

type Target = { workspaceId: string; signatureId: string };

/** The titles of the documents, on which every field has to lie. */
const titlesOf = async (
  transaction: Transaction<Schema>,
  workspaceId: string,
  input: CreateSignatureInput,
): Promise<string[]> => {
  const ids = input.documents.map((document) => document.documentId);
  const rows = await transaction
    .selectFrom("documents")
    .select(["document_id", "title", "pages"])
    .where("workspace_id", "=", workspaceId)
    .where("document_id", "in", ids)
    .execute();
  const found = new Map(rows.map((row) => [row.document_id, row]));
  return input.documents.map((document) => {
    const row = found.get(document.documentId);
    if (row === undefined) throw documentNotFound(document.documentId);
    checkFieldPlaces(document, row.pages);
    return row.title;
  });
};

const insertDocuments = async (
  transaction: Transaction<Schema>,
  target: Target,
  input: CreateSignatureInput,
): Promise<void> => {
  await transaction
    .insertInto("signature_documents")
    .values(
      input.documents.map(({ documentId }, position) => ({
        workspace_id: target.workspaceId,
        signature_id: target.signatureId,
        document_id: documentId,
        position,
      })),
    )
    .execute();
};

/** A person who signs two documents is one signer with two shares. */
const insertSigners = async (
  deps: CreateDeps,
  transaction: Transaction<Schema>,
  target: Target,
  input: CreateSignatureInput,
  at: Date,
): Promise<void> => {
  const ids = new Map<string, string>();
  const signers: { signerId: string; signer: SignerInput }[] = [];
  const shares: { signerId: string; documentId: string; signer: SignerInput }[] = [];
  for (const { documentId, signers: named } of input.documents) {
    for (const signer of named) {
      const known = ids.get(sameEmail(signer.email));
      const signerId = known ?? newId("signer", at);
      if (known === undefined) signers.push({ signerId, signer });
      ids.set(sameEmail(signer.email), signerId);
      shares.push({ signerId, documentId, signer });
    }
  }
  const key = { workspace_id: target.workspaceId, signature_id: target.signatureId };
  await transaction
    .insertInto("signers")
    .values(
      signers.map(({ signerId, signer }, position) => ({
        ...key,
        signer_id: signerId,
        position,
        email: signer.email,
        name: signer.name ?? null,
        role: signer.role ?? null,
        signing_order: signer.order ?? null,
        language: signer.language ?? null,
      })),
    )
    .execute();
  await transaction
    .insertInto("signer_documents")
    .values(
      shares.map(({ signerId, documentId, signer }) => ({
        ...key,
        signer_id: signerId,
        document_id: documentId,
        fields: JSON.stringify(signer.fields),
        has_access_code: signer.accessCode !== undefined,
        access_code_encrypted:
          signer.accessCode === undefined
            ? null
            : deps.vault.seal(signer.accessCode, secretContext("code", target, signerId, documentId)),
      })),
    )
    .execute();
};

const insertSignature = async (
  deps: CreateDeps,
  transaction: Transaction<Schema>,
  actor: Actor,
  target: Target,
  input: CreateSignatureInput & { title: string },
  at: Date,
): Promise<void> => {
  const { expiresInDays, reminderDays } = schedule(input);
  const expiresAt = new Date(at.getTime() + expiresInDays * DAY_MS);
  await transaction
    .insertInto("signatures")
    .values({
      workspace_id: target.workspaceId,
      signature_id: target.signatureId,
      title: input.title,
      status: "sending",
      provider: deps.settings.provider,
      subject: input.subject ?? null,
      message: input.message ?? null,
      urgency: input.urgency,
      reminder_days: reminderDays,
      send_emails: input.sendEmails,
      language: input.language ?? DEFAULT_LANGUAGE,
      sender_email: input.senderEmail ?? null,
      use_text_tags: input.useTextTags,
      hide_text_tags: input.hideTextTags,
      bundle: input.bundle,
      redirect_after_signing_to_url: input.redirectAfterSigningToUrl ?? null,
      metadata: JSON.stringify(input.metadata),
      requested_by: actor.name,
      requested_at: at,
      expires_at: expiresAt,
      next_sync_at: unattended(at),
      next_reminder_at: nextReminder({ expiresAt, reminderDays, after: at }),
      resent_from: input.resentFrom ?? null,
      updated_at: at,
    })
    .execute();
};

const nothing = async (): Promise<void> => undefined;

/** The same inside a transaction of the caller. */
export const insertSignatureRequest = async (
  deps: CreateDeps,
  transaction: Transaction<Schema>,
  actor: Actor,
  input: CreateSignatureInput,
): Promise<Signature> => {
  checkCreateInput(input, deps.settings.provider);
  const at = deps.clock.now();
  const target = { workspaceId: actor.workspaceId, signatureId: newId("signature", at) };
  const titles = await titlesOf(transaction, target.workspaceId, input);
  const title = input.title ?? titles[0] ?? target.signatureId;
  await insertSignature(deps, transaction, actor, target, { ...input, title }, at);
  await insertDocuments(transaction, target, input);
  await insertSigners(deps, transaction, target, input, at);
  const created = await loadSignature(transaction, target.workspaceId, target.signatureId);
  const count = created.signers.length;
  await appendEntries(transaction, { ...target, at }, [
    {
      kind: "requested",
      source: "person",
      actor: actor.name,
      summary: `${actor.name} asked ${count} ${count === 1 ? "signer" : "signers"} to sign ${title}`,
      data: {
        documents: created.documents.map(({ documentId, sha256 }) => ({ document_id: documentId, sha256 })),
        signers: created.signers.map(({ email, name, role, order }) => ({ email, name, role, order })),
        expires_at: created.expiresAt.toISOString(),
        ...(created.resentFrom === null ? {} : { resent_from: created.resentFrom }),
      },
    },
  ]);
  await deps.jobs.enqueue(transaction, sendQueue, target, { singletonKey: target.signatureId });
  return created;
};

/**
 * Records a request for signatures and hands it to the send job; it is `sending` when this resolves. `alongside` runs in
 * the same transaction.
 *
 * @throws InvalidInputError `duplicate_signer`, `placeholder_email`, `invalid_request`; NotFoundError for a document that
 * is not in the actor's workspace.
 */
export const createSignatureRequest = async (
  deps: CreateDeps,
  actor: Actor,
  input: CreateSignatureInput,
  alongside: (transaction: Transaction<Schema>, signature: Signature) => Promise<void> = nothing,
): Promise<Signature> => {
  const signature = await deps.db.transaction().execute(async (transaction) => {
    const created = await insertSignatureRequest(deps, transaction, actor, input);
    await recordAudit(transaction, actor, {
      at: created.requestedAt,
      action: "signature.created",
      subject: { type: "signature", id: created.signatureId },
      details: {
        title: created.title,
        document_ids: created.documents.map(({ documentId }) => documentId),
        signers: created.signers.length,
      },
    });
    await alongside(transaction, created);
    return created;
  });
  deps.log.info(
    { signatureId: signature.signatureId, signers: signature.signers.length },
    "signature requested",
  );
  return signature;
};
