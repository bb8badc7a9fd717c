// Checks that a bundle holds exactly the files that its manifest lists, byte for byte.
import { EVIDENCE_PATHS, type EvidenceManifest } from "../evidence.ts";
import { sha256Hex } from "./digest.ts";
import { type EvidenceFinding, fail, pass } from "./finding.ts";
import type { BundleFiles } from "./read-bundle.ts";

const UNLISTED: ReadonlySet<string> = new Set([EVIDENCE_PATHS.manifest, EVIDENCE_PATHS.manifestSignature]);

export const checkFiles = async (
  files: BundleFiles,
  manifest: EvidenceManifest,
): Promise<EvidenceFinding[]> => {
  const findings: EvidenceFinding[] = [];
  const listed = new Set<string>();
  for (const { path, sha256 } of manifest.files) {
    if (listed.has(path)) findings.push(fail("file", `${path} is listed twice`, path));
    listed.add(path);
    const bytes = files.get(path);
    if (bytes === undefined) {
      findings.push(fail("file", `${path} is missing from the bundle`, path));
    } else if ((await sha256Hex(bytes)) !== sha256) {
      findings.push(fail("file", `${path} was changed: its SHA-256 is not the one in the manifest`, path));
    }
  }
  const named = [
    EVIDENCE_PATHS.timeline,
    ...manifest.documents.flatMap(({ original, signed }) => [original, ...(signed === null ? [] : [signed])]),
    ...manifest.callbacks.flatMap(({ body, facts }) => [body, facts]),
  ];
  for (const path of named) {
    if (!listed.has(path)) findings.push(fail("file", `The manifest names ${path} without its hash`, path));
  }
  for (const path of files.keys()) {
    if (listed.has(path) || UNLISTED.has(path)) continue;
    findings.push(fail("file", `${path} is in the bundle, but the manifest does not list it`, path));
  }
  if (findings.length > 0) return findings;
  return [pass("file", `All ${manifest.files.length} files are as the manifest lists them`)];
};
