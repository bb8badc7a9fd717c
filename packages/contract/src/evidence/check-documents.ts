// Checks that the PDFs and callbacks of a bundle are those that the signature and its audit chain speak of.
import { EvidenceCallback, type EvidenceManifest } from "../evidence.ts";
import type { TimelineEntry } from "../signatures.ts";
import { sha256Hex } from "./digest.ts";
import { type EvidenceFinding, fail, pass, warn } from "./finding.ts";
import { type BundleFiles, parseJson } from "./read-bundle.ts";

type Part = EvidenceManifest["documents"][number];
type Collected = { sha256: unknown; original: unknown; accepted?: TimelineEntry };

/** What hands a signed document on: the desk's proof, or a person's word. */
const HANDS_ON = new Set(["document_collected", "document_accepted"]);

/** What the first entry says was to be signed. */
const requestedHash = (entries: readonly TimelineEntry[], documentId: string): unknown => {
  const documents: unknown = entries[0]?.data.documents;
  if (!Array.isArray(documents)) return undefined;
  const found: unknown = documents.find(
    (one: { document_id?: unknown } | null) => one?.document_id === documentId,
  );
  return typeof found === "object" && found !== null && "sha256" in found ? found.sha256 : undefined;
};

const collectedOf = (entries: readonly TimelineEntry[], documentId: string): Collected | undefined => {
  const entry = entries.findLast(({ kind, data }) => HANDS_ON.has(kind) && data.document_id === documentId);
  if (entry === undefined) return undefined;
  const { sha256, original_sha256: original } = entry.data;
  return { sha256, original, ...(entry.kind === "document_accepted" ? { accepted: entry } : {}) };
};

const checkDocument = async (
  files: BundleFiles,
  part: Part,
  manifest: EvidenceManifest,
  entries: readonly TimelineEntry[],
): Promise<EvidenceFinding[]> => {
  const shown = manifest.signature.documents.find((one) => one.document_id === part.document_id);
  if (shown === undefined) {
    return [fail("document", `${part.original} belongs to no document of the signature`, part.original)];
  }
  const findings: EvidenceFinding[] = [];
  const collected = collectedOf(entries, part.document_id);
  const original = files.get(part.original);
  const originalHash = original === undefined ? undefined : await sha256Hex(original);
  const said = [
    shown.sha256,
    requestedHash(entries, part.document_id),
    ...(collected ? [collected.original] : []),
  ];
  const isSent = said.every((hash) => hash === originalHash);
  if (!isSent)
    findings.push(fail("document", `${part.original} is not the document that was sent`, part.original));
  if (part.signed === null) {
    if (collected !== undefined) {
      findings.push(fail("document", `The signed ${shown.title} was collected, and is not in the bundle`));
    }
    return findings;
  }
  if (collected?.accepted !== undefined)
    findings.push(warn("document", collected.accepted.summary, part.signed));
  const signed = files.get(part.signed);
  const signedHash = signed === undefined ? undefined : await sha256Hex(signed);
  if (collected === undefined || signedHash !== collected.sha256 || signedHash !== shown.signed.sha256) {
    findings.push(
      fail("document", `${part.signed} is not the file that the audit chain says was collected`, part.signed),
    );
  }
  return findings;
};

export const checkDocuments = async (
  files: BundleFiles,
  manifest: EvidenceManifest,
  entries: readonly TimelineEntry[],
): Promise<EvidenceFinding[]> => {
  const findings: EvidenceFinding[] = [];
  for (const part of manifest.documents)
    findings.push(...(await checkDocument(files, part, manifest, entries)));
  for (const { document_id, title } of manifest.signature.documents) {
    if (manifest.documents.some((part) => part.document_id === document_id)) continue;
    findings.push(fail("document", `${title} (${document_id}) is not in the bundle`));
  }
  if (findings.length > 0) return findings;
  const signed = manifest.documents.filter((part) => part.signed !== null).length;
  return [
    pass(
      "document",
      `${manifest.documents.length} original and ${signed} signed documents are those that the timeline names`,
    ),
  ];
};

/** Where links were removed, the hash of the posted bytes can only be checked by whoever has them. */
const isBodyOf = async (facts: EvidenceCallback, body: Uint8Array): Promise<boolean> => {
  const hash = await sha256Hex(body);
  const isKept = facts.links_removed > 0 || facts.sha256 === hash;
  return isKept && (facts.body_sha256 ?? facts.sha256) === hash;
};

export const checkCallbacks = async (
  files: BundleFiles,
  manifest: EvidenceManifest,
  entries: readonly TimelineEntry[],
): Promise<EvidenceFinding[]> => {
  const findings: EvidenceFinding[] = [];
  for (const { callback_id, body, facts } of manifest.callbacks) {
    const [bodyBytes, factBytes] = [files.get(body), files.get(facts)];
    if (bodyBytes === undefined || factBytes === undefined) continue;
    const parsed = parseJson(EvidenceCallback, factBytes);
    if (typeof parsed === "string") findings.push(fail("callback", `${facts} ${parsed}`, facts));
    else if (parsed.callback_id !== callback_id || !(await isBodyOf(parsed, bodyBytes)))
      findings.push(fail("callback", `${body} is not what the journal received as ${callback_id}`, body));
  }
  const held = new Set(manifest.callbacks.map((callback) => callback.callback_id));
  for (const { callback_id, sequence } of entries) {
    if (callback_id === null || held.has(callback_id)) continue;
    findings.push(warn("callback", `${callback_id}, which entry ${sequence} names, is not in the bundle`));
  }
  if (findings.length > 0) return findings;
  return [pass("callback", `${held.size} callbacks are as they were received`)];
};
