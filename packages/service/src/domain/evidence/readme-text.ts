// The README.txt of a bundle: what is in it, and how to check it with nothing but common tools.
import { EVIDENCE_PATHS, type EvidenceKey } from "@creditnexus/contract";

const { key, manifest, manifestSignature, sums, summary, timeline, checks } = EVIDENCE_PATHS;

export const readmeText = (
  signatureId: string,
  { fingerprint }: EvidenceKey,
): string => `Evidence of ${signatureId}

  ${summary}     for people: documents, signers, timeline
  ${manifest}   what is in here, with the SHA-256 of every file
  ${manifestSignature}    Ed25519 signature of manifest.json
  ${timeline}  the audit chain, one entry a line, oldest first
  ${checks}     how the signed PDFs were checked when they were collected
  documents/      the PDFs as they were sent and as they came back signed
  certificates/   the certificates inside the signed PDFs' seals
  callbacks/      what DigiSigner posted (.body, byte for byte) with its headers (.json, credentials redacted)

Verify everything, without a network:

  creditnexus evidence verify FILE.zip --key PUBLICKEY

Verify by hand, in the unpacked directory:

  1. The files:      sha256sum -c ${sums}
                     and compare ${sums} with the hashes in ${manifest}
  2. The signature:  openssl pkeyutl -verify -pubin -inkey ${key} -rawin \\
                       -in ${manifest} -sigfile ${manifestSignature}
  3. The key:        SHA-256 of its 32 bytes is
                     ${fingerprint}
                     openssl pkey -pubin -in ${key} -outform DER | tail -c 32 | sha256sum
                     Compare it with the desk's key as you know it from elsewhere (GET /api/evidence-key):
                     whoever changes the whole bundle can change the key in it, too.
  4. The chain:      in each line of ${timeline}, "hash" is the SHA-256 of the line without "hash", as JSON
                     with sorted keys and no white space; "previous_hash" is the "hash" of the line before.
  5. The seals:      pdfsig documents/1-signed.pdf, or any PDF reader
`;
