// Evidence: the shapes inside a bundle that proves an agreement without the service, and the key that signs it.
import { z } from "zod";
import { CallbackId, DocumentId } from "./ids.ts";
import { Sha256, Timestamp } from "./primitives.ts";
import { Signature } from "./signatures.ts";

export const EVIDENCE_FORMAT = "creditnexus-evidence";
/** Raised when a verifier of an older version could no longer judge a bundle. */
export const EVIDENCE_VERSION = 2;

/** Paths inside every bundle; documents, callbacks and certificates are named by the manifest. */
export const EVIDENCE_PATHS = {
  manifest: "manifest.json",
  manifestSignature: "manifest.sig",
  timeline: "timeline.jsonl",
  checks: "checks.json",
  sums: "SHA256SUMS",
  key: "evidence-key.pem",
  summary: "summary.pdf",
  readme: "README.txt",
} as const;

/** The desk's public key. It is no secret; keep it where the bundles are not, since it is what tells whose they are. */
export const EvidenceKey = z
  .object({
    algorithm: z.literal("Ed25519"),
    /** The 32 bytes of the key in base64. */
    public_key: z.string(),
    /** SHA-256 of the key's 32 bytes. */
    fingerprint: Sha256,
    /** The same key for other tools, such as openssl. */
    public_key_pem: z.string(),
  })
  .meta({ id: "EvidenceKey" });
export type EvidenceKey = z.infer<typeof EvidenceKey>;

const BundlePath = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/, "a path inside the bundle");

/** `manifest.json`. Later versions may add members. */
export const EvidenceManifest = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  /** In 1 the callbacks are as they were posted. */
  format_version: z.literal([1, EVIDENCE_VERSION]),
  made_at: Timestamp,
  made_by: z.object({ name: z.string(), version: z.string() }),
  /** As the API showed it; without signing links and access codes. */
  signature: Signature,
  /** The audit chain: how many entries `timeline.jsonl` has and the hash of the last. */
  timeline: z.object({ entries: z.number().int(), head: Sha256 }),
  documents: z.array(
    z.object({
      document_id: DocumentId,
      original: BundlePath,
      /** Null until the signed PDF was collected and verified. */
      signed: BundlePath.nullable(),
      certificates: z.array(BundlePath),
      /** Where signers were asked to write, as in `SignatureField`; covering what stands there is no change. */
      places: z.array(
        z.object({
          page: z.number().int(),
          rectangle: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        }),
      ),
    }),
  ),
  /** Text tags were to be blanked, at places that only DigiSigner knows. */
  hides_text_tags: z.boolean(),
  callbacks: z.array(
    z.object({
      callback_id: CallbackId,
      /** The bytes as they were posted, without signing links. */
      body: BundlePath,
      /** Headers and what the journal knows, see {@link EvidenceCallback}. */
      facts: BundlePath,
    }),
  ),
  /** Callbacks of this signature that did not fit in; those that the timeline names always do. */
  callbacks_left_out: z.number().int(),
  key: EvidenceKey.pick({ algorithm: true, public_key: true, fingerprint: true }),
  /** Every file of the bundle except `manifest.json` and `manifest.sig`. */
  files: z.array(z.object({ path: BundlePath, sha256: Sha256, size: z.number().int() })),
});
export type EvidenceManifest = z.infer<typeof EvidenceManifest>;

/**
 * The facts beside a callback's body. Signing links are credentials, so the body is kept without them: `sha256` and `size`
 * are those of the bytes as they were posted, `body_sha256` that of the file in the bundle. Without links they are equal.
 */
export const EvidenceCallback = z.object({
  callback_id: CallbackId,
  received_at: Timestamp,
  event_type: z.string().nullable(),
  event_time: Timestamp.nullable(),
  authenticity: z.enum(["hmac", "token", "none"]),
  sha256: Sha256,
  size: z.number().int(),
  body_sha256: Sha256.optional(),
  /** How many links were replaced in the body, each by a mark with its SHA-256. */
  links_removed: z.number().int().min(0).default(0),
  /** Only such as can hold neither a credential nor an address. */
  headers: z.record(z.string(), z.string()),
});
export type EvidenceCallback = z.infer<typeof EvidenceCallback>;
