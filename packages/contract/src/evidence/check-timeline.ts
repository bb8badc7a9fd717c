// Checks the audit chain of a bundle, and that the chain tells how the signature got into the state it is in.
import { EVIDENCE_PATHS, type EvidenceManifest } from "../evidence.ts";
import type { SignatureStatus, TimelineEntry } from "../signatures.ts";
import { chainFaults } from "./chain.ts";
import { type EvidenceFinding, fail, pass } from "./finding.ts";

export const checkChain = async (
  entries: readonly TimelineEntry[],
  manifest: EvidenceManifest,
): Promise<EvidenceFinding[]> => {
  const path = EVIDENCE_PATHS.timeline;
  const faults = await chainFaults(entries);
  const { timeline, signature } = manifest;
  if (entries.length !== timeline.entries) {
    faults.push(`the timeline has ${entries.length} entries, the manifest says ${timeline.entries}`);
  }
  if (entries.at(-1)?.hash !== timeline.head) {
    faults.push("the last entry is not the one that the manifest names as the head of the chain");
  }
  if (entries[0]?.signature_id !== signature.signature_id) {
    faults.push(`the chain is not that of ${signature.signature_id}`);
  }
  if (entries[0]?.kind !== "requested") faults.push("the chain does not begin with the request");
  if (faults.length > 0)
    return faults.map((fault) => fail("chain", `The audit chain is broken: ${fault}`, path));
  return [pass("chain", `The audit chain of ${entries.length} entries is whole`)];
};

/** The entry that ends a signature in each of the states that are final. */
const CLOSING: Partial<Record<SignatureStatus, string>> = {
  completed: "completed",
  declined: "declined",
  expired: "expired",
  cancelled: "cancelled",
  failed: "failed",
};

const share = (signerId: unknown, documentId: unknown): string => `${String(signerId)}/${String(documentId)}`;

/** What each entry claims must be what the signature shows, and the other way round. */
export const checkState = (
  entries: readonly TimelineEntry[],
  { signature }: EvidenceManifest,
): EvidenceFinding[] => {
  const faults: string[] = [];
  const kinds = new Set(entries.map((entry) => entry.kind));
  const { status } = signature;
  const closing = CLOSING[status];
  if (closing !== undefined && !kinds.has(closing)) {
    faults.push(`it is ${status}, but no entry says so`);
  }
  if (status !== "completed" && kinds.has("completed")) {
    faults.push(`it is ${status}, but an entry says that everybody has signed`);
  }
  if (closing === undefined) {
    const ended = Object.values(CLOSING).find((kind) => kinds.has(kind));
    if (ended !== undefined) faults.push(`it is ${status}, but an entry says that it is ${ended}`);
  }
  const told = new Set(
    entries
      .filter((entry) => entry.kind === "signer_signed")
      .map((entry) => share(entry.data.signer_id, entry.data.document_id)),
  );
  for (const signer of signature.signers) {
    for (const document of signer.documents) {
      const isTold = told.delete(share(signer.signer_id, document.document_id));
      const isSigned = document.status === "signed";
      if (isSigned !== isTold) {
        faults.push(
          `${signer.email} ${isSigned ? "has signed" : "has not signed"} ${document.document_id}, and the timeline says otherwise`,
        );
      }
      if (status === "completed" && !isSigned) faults.push(`it is completed without ${signer.email}`);
    }
  }
  for (const other of told)
    faults.push(`an entry tells of a signer and document that it does not have: ${other}`);
  if (faults.length > 0)
    return faults.map((fault) => fail("state", `The signature does not fit its timeline: ${fault}`));
  return [pass("state", `The timeline tells how the signature came to be ${status}`)];
};
