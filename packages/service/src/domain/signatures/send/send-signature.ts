// The send job: upload, fence, create, record. At most one request lives at DigiSigner, whatever is killed when.
import { DigiSignerError } from "@creditnexus/digisigner";
import { ProviderPausedError } from "../../../errors.ts";
import type { Deps } from "../../deps.ts";
import { expireSignature } from "../close/expire-signature.ts";
import { secretContext } from "../links.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob } from "../queues.ts";
import type { Signature } from "../signature.ts";
import { beginAttempt, offer, recordUpload, startOver, takeBack } from "./attempt.ts";
import { classifyFailure } from "./classify-failure.ts";
import { deleteCondemned } from "./delete-condemned.ts";
import { codeKey, providerRequest } from "./provider-request.ts";
import { recordSent } from "./record-sent.ts";
import { failSending, postponeSending, stopSending } from "./stop-sending.ts";
import { readUploads, type Upload } from "./uploads.ts";

export type SendDeps = Pick<
  Deps,
  "db" | "blobs" | "clock" | "vault" | "jobs" | "digisigner" | "log" | "settings"
>;

export type SendControl = { lastAttempt: boolean; signal?: AbortSignal };

const uploadMissing = async (
  deps: SendDeps,
  job: SignatureJob,
  attempt: number,
  signature: Signature,
  signal: AbortSignal | undefined,
): Promise<Upload[] | undefined> => {
  const uploads = await readUploads(deps.db, job, "uploaded");
  for (const document of signature.documents) {
    if (uploads.some((upload) => upload.documentId === document.documentId)) continue;
    const blob = await deps.blobs.open(document.sha256);
    const { documentId } = await deps.digisigner.documents.upload(blob.stream, {
      filename: document.fileName,
      contentType: "application/pdf",
      size: blob.size,
      signal,
    });
    const upload = { documentId: document.documentId, digisignerDocumentId: documentId };
    if (!(await recordUpload(deps, job, attempt, upload))) return undefined;
    uploads.push(upload);
  }
  return uploads;
};

const readCodes = async (deps: SendDeps, job: SignatureJob): Promise<Map<string, string>> => {
  const rows = await deps.db
    .selectFrom("signer_documents")
    .select(["signer_id", "document_id", "access_code_encrypted as sealed"])
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("access_code_encrypted", "is not", null)
    .execute();
  return new Map(
    rows.flatMap((row) =>
      row.sealed === null
        ? []
        : [
            [
              codeKey(row.signer_id, row.document_id),
              deps.vault.open(row.sealed, secretContext("code", job, row.signer_id, row.document_id)),
            ],
          ],
    ),
  );
};

const send = async (
  deps: SendDeps,
  job: SignatureJob,
  attempt: number,
  control: SendControl,
): Promise<void> => {
  const signature = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  const uploads = await uploadMissing(deps, job, attempt, signature, control.signal);
  if (uploads === undefined) return;
  const request = providerRequest(signature, uploads, await readCodes(deps, job));
  // From here until the answer is recorded, everybody else must assume that the request exists.
  if (!(await offer(deps, job, attempt, uploads))) return;
  const answer = await deps.digisigner.signatureRequests
    .create(request, { signal: control.signal })
    .catch(async (error: unknown) => {
      const isKnown =
        error instanceof ProviderPausedError || (error instanceof DigiSignerError && !error.outcomeUnknown);
      if (isKnown) await takeBack(deps, job, attempt, uploads);
      throw error;
    });
  if (await recordSent(deps, job, attempt, { signature, uploads }, answer)) {
    deps.log.info({ signatureId: job.signatureId, attempt }, "signature sent");
  } else {
    deps.log.warn({ signatureId: job.signatureId, attempt }, "signature sent by a run that was overtaken");
  }
};

/**
 * Runs one attempt. Throws when a later try of the job may succeed; resolves when the request is sent, when nothing is
 * left to do, or when only a person can help.
 */
export const sendSignature = async (
  deps: SendDeps,
  job: SignatureJob,
  control: SendControl,
): Promise<void> => {
  const attempt = await beginAttempt(deps, job);
  if (attempt.todo === "nothing") return;
  if (attempt.todo === "expire") {
    await expireSignature(deps, job);
    // Now it is closed, and what was uploaded for it has to go.
    return sendSignature(deps, job, control);
  }
  if (attempt.todo === "clean_up") return deleteCondemned(deps, job, control.signal);
  let isUndone = false;
  try {
    // First of all: among what is left of earlier runs there may be a live request.
    await deleteCondemned(deps, job, control.signal);
    isUndone = true;
    await send(deps, job, attempt.number, control);
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.kind === "account") return stopSending(deps, job, attempt.number, failure.failure);
    // A deletion that is refused says nothing against the request itself.
    if (failure.kind === "permanent" && isUndone) {
      await failSending(deps, job, attempt.number, failure.failure);
      return deleteCondemned(deps, job, control.signal);
    }
    if (failure.kind === "start_over") await startOver(deps, job, attempt.number);
    if (!control.lastAttempt) throw error;
    await postponeSending(deps, job, attempt.number, error);
  }
};
