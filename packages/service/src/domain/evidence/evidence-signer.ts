// The key that signs evidence: made from the desk's encryption key, so that every process of a desk has the same one.
import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from "node:crypto";
import type { EvidenceKey } from "@creditnexus/contract";

export type EvidenceSigner = {
  /** Not secret. */
  key: EvidenceKey;
  /** The 64 bytes of an Ed25519 signature. */
  sign(content: Uint8Array): Uint8Array;
};

/** What stands before the 32 bytes of a private key in its DER form (RFC 8410). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_KEY_BYTES = 32;
/** Never to change: another text is another key. */
const PURPOSE = "creditnexus evidence signing v1";

/**
 * Derived by HKDF-SHA256 instead of stored beside it: there is one secret to back up, and machines that share it sign with
 * one key. The signing key tells nothing about the encryption key.
 */
export const createEvidenceSigner = (vaultKey: Buffer): EvidenceSigner => {
  const seed = Buffer.from(hkdfSync("sha256", vaultKey, "", PURPOSE, 32));
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-PUBLIC_KEY_BYTES);
  return {
    key: {
      algorithm: "Ed25519",
      public_key: raw.toString("base64"),
      fingerprint: createHash("sha256").update(raw).digest("hex"),
      public_key_pem: publicKey.export({ format: "pem", type: "spki" }).toString(),
    },
    sign: (content) => sign(null, content, privateKey),
  };
};
