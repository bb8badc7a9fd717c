// Checks the Ed25519 signature of a manifest, with the key that the reader knows or else the one in the bundle.
import { EVIDENCE_PATHS, type EvidenceManifest } from "../evidence.ts";
import { sha256Hex } from "./digest.ts";
import { type EvidenceFinding, fail, pass, warn } from "./finding.ts";
import type { BundleFiles } from "./read-bundle.ts";

const KEY_BYTES = 32;
/** What stands before the 32 bytes in a public key's DER form (RFC 8410). */
const SPKI_PREFIX_BYTES = 12;

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (error) {
    // What atob throws for a wrong length is a DOMException.
    if (error instanceof Error) return undefined;
    throw error;
  }
};

/** The 32 bytes of an Ed25519 public key given as base64, hex or PEM; undefined when it is none of these. */
export const readPublicKey = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const bare = text.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  if (/^[0-9a-f]{64}$/i.test(bare)) {
    return Uint8Array.from(bare.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  const bytes = fromBase64(bare);
  if (bytes?.length === KEY_BYTES) return bytes;
  if (bytes?.length === SPKI_PREFIX_BYTES + KEY_BYTES) return bytes.slice(SPKI_PREFIX_BYTES);
  return undefined;
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

const holds = async (
  key: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
  content: Uint8Array,
): Promise<boolean> => {
  const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, Uint8Array.from(signature), Uint8Array.from(content));
};

/** `known` is the desk's key as the reader has it from elsewhere. */
export const checkManifestSignature = async (
  files: BundleFiles,
  manifest: EvidenceManifest,
  known: Uint8Array<ArrayBuffer> | undefined,
): Promise<EvidenceFinding[]> => {
  const path = EVIDENCE_PATHS.manifestSignature;
  const content = files.get(EVIDENCE_PATHS.manifest);
  const signature = files.get(path);
  if (content === undefined || signature === undefined) {
    return [fail("manifest_signature", `${path} is missing: nobody answers for the manifest`, path)];
  }
  const stated = readPublicKey(manifest.key.public_key);
  const key = known ?? stated;
  if (key === undefined) return [fail("key", "The key in the manifest is no Ed25519 public key")];
  const findings: EvidenceFinding[] = [];
  if (stated === undefined || !isSame(key, stated)) {
    findings.push(fail("key", "The bundle names another key than the one it is to be signed with"));
  }
  const fingerprint = await sha256Hex(key);
  findings.push(
    (await holds(key, signature, content))
      ? pass("manifest_signature", `The manifest is signed by key ${fingerprint}`)
      : fail("manifest_signature", `The manifest is not what key ${fingerprint} signed`, path),
  );
  if (known === undefined) {
    findings.push(
      warn(
        "key",
        `Whose key ${fingerprint} is, the bundle cannot say itself: get the desk's from the desk (\`creditnexus evidence key --json > desk-key.json\`, or GET /api/evidence-key) and verify again with that (\`--key desk-key.json\`)`,
      ),
    );
  }
  return findings;
};
