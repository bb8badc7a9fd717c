// Puts the evidence of a signature together: every file with its hash, the manifest over them, and its signature.
import {
  EVIDENCE_FORMAT,
  EVIDENCE_PATHS,
  EVIDENCE_VERSION,
  type EvidenceManifest,
} from "@creditnexus/contract";
import type { Deps } from "../deps.ts";
import type { Signature } from "../signatures/signature.ts";
import { signatureToWire } from "../signatures/wire.ts";
import { entryToWire } from "../timeline/wire.ts";
import { type BundleFile, fileOf, jsonOf } from "./bundle-file.ts";
import { callbackFiles } from "./callback-files.ts";
import { documentFiles } from "./document-files.ts";
import type { EvidenceSigner } from "./evidence-signer.ts";
import { type EvidenceRecord, readRecord } from "./read-record.ts";
import { readmeText } from "./readme-text.ts";
import { summaryLines } from "./summary-lines.ts";
import { summaryPdf } from "./summary-pdf.ts";
import { sumsText } from "./sums-text.ts";

export type EvidenceDeps = Pick<Deps, "db" | "blobs" | "pdf" | "clock" | "log"> & {
  evidence: EvidenceSigner;
  /** Of this program, for the manifest. */
  version: string;
};

const checksOf = (signature: Signature) =>
  signature.documents.map(({ documentId, title, signed }) => ({
    document_id: documentId,
    title,
    state: signed.state,
    sha256: signed.sha256,
    collected_at: signed.collectedAt?.toISOString() ?? null,
    checks: signed.checks,
  }));

const summaryFile = async (deps: EvidenceDeps, record: EvidenceRecord, at: Date, head: string) => {
  const { fingerprint } = deps.evidence.key;
  const lines = summaryLines(record, { at, version: deps.version, head, fingerprint });
  return fileOf(EVIDENCE_PATHS.summary, await summaryPdf(deps.pdf, lines));
};

/**
 * The bundle of a signature in any state, as files whose bytes are read when they are opened.
 *
 * @throws NotFoundError
 */
export const buildEvidence = async (
  deps: EvidenceDeps,
  workspaceId: string,
  signatureId: string,
): Promise<BundleFile[]> => {
  const record = await readRecord(deps.db, { workspaceId, signatureId });
  const { signature, entries } = record;
  const head = entries.at(-1)?.hash;
  if (head === undefined) throw new Error(`${signatureId} has no timeline: a request always writes one`);
  const at = deps.clock.now();
  const callbacks = callbackFiles(record.callbacks.included);
  const documents = await documentFiles(deps, record);
  const timeline = entries.map((entry) => `${JSON.stringify(entryToWire(entry))}\n`).join("");
  const content = [
    fileOf(EVIDENCE_PATHS.readme, readmeText(signatureId, deps.evidence.key)),
    await summaryFile(deps, record, at, head),
    fileOf(EVIDENCE_PATHS.timeline, timeline),
    jsonOf(EVIDENCE_PATHS.checks, checksOf(signature)),
    fileOf(EVIDENCE_PATHS.key, deps.evidence.key.public_key_pem),
    ...documents.files,
    ...callbacks.files,
  ];
  const files = [...content, fileOf(EVIDENCE_PATHS.sums, sumsText(content))];
  const { algorithm, public_key, fingerprint } = deps.evidence.key;
  const manifest: EvidenceManifest = {
    format: EVIDENCE_FORMAT,
    format_version: EVIDENCE_VERSION,
    made_at: at.toISOString(),
    made_by: { name: "CreditNexus Signatures", version: deps.version },
    signature: signatureToWire(signature),
    timeline: { entries: entries.length, head },
    documents: documents.parts,
    hides_text_tags: signature.hideTextTags,
    callbacks: callbacks.parts,
    callbacks_left_out: record.callbacks.leftOut,
    key: { algorithm, public_key, fingerprint },
    files: files.map(({ path, sha256, size }) => ({ path, sha256, size })),
  };
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  return [
    fileOf(EVIDENCE_PATHS.manifest, bytes),
    fileOf(EVIDENCE_PATHS.manifestSignature, deps.evidence.sign(bytes)),
    ...files,
  ];
};
