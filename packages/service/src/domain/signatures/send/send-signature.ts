// The send job: upload, fence, create, record. At most one request lives at DigiSigner, whatever is killed when.
import { DigiSignerError, NotFoundError as ProviderNotFound } from "@creditnexus/digisigner";
import { ProviderPausedError } from "../../../errors.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { secretContext } from "../links.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob } from "../queues.ts";
import type { Signature } from "../signature.ts";
import { beginAttempt, moveTo, readUploads, recordUpload, type Upload } from "./attempt.ts";
import { classifyFailure } from "./classify-failure.ts";
import { deleteUploads } from "./delete-uploads.ts";
import { codeKey, providerRequest } from "./provider-request.ts";
import { recordSent } from "./record-sent.ts";
import { failSending, postponeSending, stopSending } from "./stop-sending.ts";

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
  const uploads = await readUploads(deps.db, job, ["uploaded"]);
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

const undoUnknown = async (
  deps: SendDeps,
  job: SignatureJob,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<boolean> => {
  const deleted = await deleteUploads(deps, job, "unsent", signal);
  await deps.db.transaction().execute((transaction) =>
    appendEntries(transaction, { ...job, at: deps.clock.now() }, [
      {
        kind: "send_undone",
        source: "desk",
        actor: "desk",
        summary:
          "The outcome of the last attempt to send is unknown, so its documents were deleted at DigiSigner before sending again",
        data: { attempt, deleted_documents: deleted },
      },
    ]),
  );
  return moveTo(deps, job, attempt, "uploading");
};

const send = async (
  deps: SendDeps,
  job: SignatureJob,
  attempt: number,
  control: SendControl,
): Promise<void> => {
  const signature = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  const uploads = await uploadMissing(deps, job, attempt, signature, control.signal);
  if (uploads === undefined) return abandon(deps, job);
  const request = providerRequest(signature, uploads, await readCodes(deps, job));
  // The fence: from here until the answer is recorded, the next run must assume that the request exists.
  if (!(await moveTo(deps, job, attempt, "creating"))) return abandon(deps, job);
  const answer = await deps.digisigner.signatureRequests
    .create(request, { signal: control.signal })
    .catch(async (error: unknown) => {
      const isKnown =
        error instanceof ProviderPausedError || (error instanceof DigiSignerError && !error.outcomeUnknown);
      if (isKnown) await moveTo(deps, job, attempt, "uploading");
      throw error;
    });
  if (await recordSent(deps, job, attempt, { signature, uploads }, answer)) {
    deps.log.info({ signatureId: job.signatureId, attempt }, "signature sent");
    return;
  }
  // The run that took over has deleted these documents, or is about to; a request made of them must not stay.
  for (const { digisignerDocumentId } of uploads) {
    await deps.digisigner.documents.delete(digisignerDocumentId).catch((error: unknown) => {
      if (!(error instanceof ProviderNotFound)) throw error;
    });
  }
};

/** Another run took over, or the signature was closed: only the latter leaves something to clean. */
const abandon = async (deps: SendDeps, job: SignatureJob): Promise<void> => {
  const { status } = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  if (status !== "sending") await deleteUploads(deps, job, "unsent");
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
  if (attempt.todo === "clean_up") {
    await deleteUploads(deps, job, "unsent", control.signal);
    return;
  }
  try {
    if (attempt.outcomeUnknown && !(await undoUnknown(deps, job, attempt.number, control.signal))) return;
    await send(deps, job, attempt.number, control);
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.kind === "account") return stopSending(deps, job, attempt.number, failure.failure);
    if (failure.kind === "permanent") {
      await failSending(deps, job, attempt.number, failure.failure);
      return void (await deleteUploads(deps, job, "unsent", control.signal));
    }
    if (failure.kind === "start_over") await deleteUploads(deps, job, "unsent", control.signal);
    if (!control.lastAttempt) throw error;
    await postponeSending(deps, job, attempt.number, error);
  }
};
