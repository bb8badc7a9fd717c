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
  callbacks/      what DigiSigner posted (.body) and what the journal knows of it (.json). Signing links are credentials
                  and are not in here, nor are source addresses and headers other than those of the content's type,
                  length and program; the desk's journal has all of it (GET /api/callbacks/ID, for operators).

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
  5. The callbacks:  "body_sha256" is the SHA-256 of the .body file, "sha256" that of the bytes as they were posted.
                     They are equal unless "links_removed" says that links were taken out. Each stands as
                     [link removed, sha256 HASH], where HASH is that of the link's own bytes: put the link back
                     between its quotes, and the file has the first hash again. The desk's journal hands out the
                     posted bytes as "body_base64".
  6. The seals:      pdfsig documents/1-signed.pdf, or any PDF reader
`;
