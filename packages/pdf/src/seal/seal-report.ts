// What a seal is made from, and what checking one tells.

/** A certificate with its private key. Keep `privateKeyPem` secret. */
export interface SealCredential {
  readonly certificatePem: string;
  /** PKCS#8, RSA or EC P-256. */
  readonly privateKeyPem: string;
  /** Certificates from the issuer upwards. */
  readonly chainPem: readonly string[];
}

export interface SealOptions {
  readonly credential: SealCredential;
  readonly reason?: string;
  readonly location?: string;
  /** Who seals, as viewers show it; the certificate's common name when left out. */
  readonly name?: string;
  /** Now when left out. */
  readonly signedAt?: Date;
}

export type SealVerdict =
  /** There is no signature. */
  | "unsigned"
  /** Every signature is intact and chains to a trusted certificate. */
  | "valid"
  /** Every signature is intact, but at least one chains to none of the trusted certificates. */
  | "untrusted"
  /** At least one signature is broken, was added to afterwards in a way that shows, or cannot be checked. */
  | "invalid";

export interface SealDetails {
  /** Name of the signature field. */
  readonly field: string;
  readonly kind: "signature" | "timestamp";
  readonly subFilter: string;
  /** Digest and CMS signature both hold, and the signed range is the file around the signature itself. */
  readonly intact: boolean;
  readonly coversWholeFile: boolean;
  readonly bytesAfter: number;
  /** What was appended after the signature: nothing, only what leaves the pages as signed, or more. */
  readonly laterChanges: "none" | "permitted" | "suspect";
  readonly digestAlgorithm?: string;
  readonly signer?: string;
  readonly issuer?: string;
  readonly serialNumber?: string;
  /** Every certificate inside the signature, in the order in which it holds them. */
  readonly certificatesPem: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
  readonly signingTime?: Date;
  /** The certificate was within its validity at `signingTime`. */
  readonly certificateValidAtSigning: boolean;
  /** The certificate chains, each link checked, to one of the trusted certificates. */
  readonly trusted: boolean;
  readonly reason?: string;
  readonly location?: string;
  readonly name?: string;
  /** Sentences that say what is wrong; empty when all is well. */
  readonly problems: readonly string[];
}

export interface SealReport {
  readonly verdict: SealVerdict;
  readonly seals: readonly SealDetails[];
}

export interface CheckSealsOptions {
  /** PEM certificates that end a chain; each may hold several. */
  readonly trustedCertificates?: readonly string[];
}
