// Fetches a signed document, proves it, stores it; only then is it handed on.
import { DigiSignerError } from "@creditnexus/digisigner";
import { ServiceError, UnavailableError } from "../../../errors.ts";
import type { Deps } from "../../deps.ts";
import { discardBlob } from "../../documents/blob-lock.ts";
import { loadSignature } from "../load-signatures.ts";
import { isProviderAway } from "../provider-away.ts";
import type { SignatureJob } from "../queues.ts";
import { isHandedOn, type Signature, type SignatureDocument } from "../signature.ts";
import type { Place } from "./additions.ts";
import { proveDocument } from "./prove-document.ts";
import { type Collected, recordCollected } from "./record-collected.ts";

export type CollectDeps = Pick<
  Deps,
  "db" | "blobs" | "pdf" | "digisigner" | "clock" | "jobs" | "log" | "settings"
>;

/** A signed file is larger than what was sent: images of signatures, attachments, the seal. */
const GROWTH = 3;

/** What was asked of whom, where. */
const askedOf = (signature: Signature, documentId: string) => {
  const shares = signature.signers.flatMap(({ email, documents }) =>
    documents.filter((share) => share.documentId === documentId).map(({ fields }) => ({ email, fields })),
  );
  const places = shares.flatMap(({ email, fields }) =>
    fields.map(({ type, page, rectangle, required, readOnly }): Place => {
      const isSignature = type === "SIGNATURE" || type === "INITIALS";
      return { page, rectangle, email, isNeeded: isSignature && required !== false && readOnly !== true };
    }),
  );
  const haveAllFields = shares.every(({ fields }) => fields.length > 0);
  return {
    places,
    // Where text tags become fields only DigiSigner knows.
    arePlacesKnown: haveAllFields && !signature.useTextTags,
    mayBeSignedElsewhere: signature.bundle && !haveAllFields,
    signers: signature.signers.flatMap(({ email, name }) => [email, ...(name === null ? [] : [name])]),
    usesTextTags: signature.useTextTags,
    isSandbox: signature.provider === "sandbox",
  };
};

type Control = { lastAttempt: boolean; signal?: AbortSignal };

const notSigned = ({ title }: SignatureDocument): UnavailableError =>
  new UnavailableError({
    code: "unavailable",
    message: `DigiSigner still returns ${title} without its signatures: collect it again later.`,
  });

const collect = async (
  deps: CollectDeps,
  signature: Signature,
  document: SignatureDocument,
  { lastAttempt, signal }: Control,
): Promise<Collected> => {
  if (document.digisignerDocumentId === null) throw new Error(`${document.documentId} was never uploaded`);
  const download = await deps.digisigner.documents.download(document.digisignerDocumentId, { signal });
  const stored = await deps.blobs.put(download.body, { maxBytes: deps.settings.maxUploadBytes * GROWTH });
  try {
    const { checks, isUnsigned } = await proveDocument(deps.pdf, {
      original: await deps.blobs.read(document.sha256),
      signed: await deps.blobs.read(stored.sha256),
      ...askedOf(signature, document.documentId),
    });
    if (isUnsigned && !lastAttempt) throw notSigned(document);
    const isSuspect = checks.some((check) => check.outcome === "fail");
    return { state: isSuspect ? "suspect" : "verified", ...stored, checks };
  } catch (error) {
    await discardBlob(deps, stored.sha256);
    throw error;
  }
};

const failed = (error: unknown): Collected => {
  const isDeliberate = error instanceof DigiSignerError || error instanceof ServiceError;
  const detail = isDeliberate ? error.message : "An error of ours, see the log";
  return {
    state: "failed",
    sha256: null,
    size: null,
    checks: [
      { name: "download", outcome: "fail", detail: `The signed document could not be fetched: ${detail}` },
    ],
  };
};

/**
 * Collects one document of a completed signature; does nothing when it is handed on already. Throws while a later try may
 * succeed, and records `failed` after the last one, unless DigiSigner is away: what it cannot hand out today it can tomorrow.
 */
export const collectDocument = async (
  deps: CollectDeps,
  job: SignatureJob & { documentId: string },
  control: Control,
): Promise<void> => {
  const signature = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  const document = signature.documents.find((one) => one.documentId === job.documentId);
  if (document === undefined || signature.status !== "completed") return;
  if (isHandedOn(document)) return;
  try {
    await recordCollected(deps, job, await collect(deps, signature, document, control));
  } catch (error) {
    if (!control.lastAttempt) throw error;
    if (isProviderAway(error)) {
      // It stays to be collected, and the reconciler goes on with it.
      deps.log.warn({ err: error, signatureId: job.signatureId }, "signed document not collected yet");
      return;
    }
    deps.log.error({ err: error, signatureId: job.signatureId }, "signed document not collected");
    await recordCollected(deps, job, failed(error));
  }
};
