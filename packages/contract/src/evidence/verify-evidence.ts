// Verifies an evidence bundle without the service and without Node: hashes, chain, signature, and that they agree.
import type { EvidenceManifest } from "../evidence.ts";
import type { TimelineEntry } from "../signatures.ts";
import { checkCallbacks, checkDocuments } from "./check-documents.ts";
import { checkFiles } from "./check-files.ts";
import { checkManifestSignature } from "./check-signature.ts";
import { checkChain, checkState } from "./check-timeline.ts";
import type { EvidenceFinding } from "./finding.ts";
import { type BundleFiles, readEntries, readManifest } from "./read-bundle.ts";

export interface VerifyEvidenceOptions {
  /** The desk's Ed25519 public key (32 bytes), known from elsewhere; see `readPublicKey`. Without it the bundle vouches for itself. */
  publicKey?: Uint8Array<ArrayBuffer> | undefined;
}

export interface EvidenceReport {
  /** `pass` when nothing failed and nothing needs a look. */
  outcome: EvidenceFinding["outcome"];
  findings: EvidenceFinding[];
  /** Undefined when they could not be read. */
  manifest: EvidenceManifest | undefined;
  entries: TimelineEntry[] | undefined;
}

const RANK = ["pass", "warn", "fail"] as const;

/** The worst outcome; `pass` when there is no finding. */
export const worstOutcome = (findings: readonly EvidenceFinding[]): EvidenceFinding["outcome"] =>
  RANK.findLast((outcome) => findings.some((finding) => finding.outcome === outcome)) ?? "pass";

/**
 * Judges the files of a bundle, by their paths in it. Whether the signed PDFs' seals hold is not looked at: that takes a
 * PDF library, see `creditnexus evidence verify`.
 *
 * @example
 * const { outcome, findings } = await verifyEvidence(files, { publicKey: readPublicKey(text) });
 */
export const verifyEvidence = async (
  files: BundleFiles,
  options: VerifyEvidenceOptions = {},
): Promise<EvidenceReport> => {
  const manifest = readManifest(files);
  if ("outcome" in manifest) {
    return { outcome: "fail", findings: [manifest], manifest: undefined, entries: undefined };
  }
  const findings = [
    ...(await checkManifestSignature(files, manifest, options.publicKey)),
    ...(await checkFiles(files, manifest)),
  ];
  const entries = readEntries(files);
  if ("outcome" in entries) {
    return { outcome: "fail", findings: [...findings, entries], manifest, entries: undefined };
  }
  findings.push(
    ...(await checkChain(entries, manifest)),
    ...checkState(entries, manifest),
    ...(await checkDocuments(files, manifest, entries)),
    ...(await checkCallbacks(files, manifest, entries)),
  );
  return { outcome: worstOutcome(findings), findings, manifest, entries };
};
