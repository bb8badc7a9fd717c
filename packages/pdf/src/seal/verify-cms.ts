// Checks the CMS inside a signature: digest, signature value, certificate chain.
import {
  type Certificate,
  CertificateChainValidationEngine,
  ContentInfo,
  CryptoEngine,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from "pkijs";
import { toArrayBuffer } from "./pem.ts";
import type { SealDetails } from "./seal-report.ts";

// LibPDF replaces pkijs's engine for the whole process by one that does not take digest names as strings.
const ENGINE = new CryptoEngine({ name: "node", crypto: globalThis.crypto });

export interface CmsCheck {
  readonly intact: boolean;
  readonly problems: readonly string[];
  readonly certificate?: Certificate;
  readonly chain: readonly Certificate[];
  readonly signingTime?: Date;
  readonly digestAlgorithm?: string;
}

const DIGESTS: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
/** Type of the content inside a timestamp token. */
const TIMESTAMP = "1.2.840.113549.1.9.16.1.4";
const SIGNING_TIME = "1.2.840.113549.1.9.5";

/** `signed` is what the signature has to be about: the content itself, or what a timestamp token has a digest of. */
export async function verifyCms(
  contents: Uint8Array,
  signed: ArrayBuffer,
  kind: SealDetails["kind"],
): Promise<CmsCheck> {
  const cms = parse(contents);
  if (cms === undefined) return broken("The signature's CMS structure cannot be read.");
  const [signer, ...others] = cms.signerInfos;
  if (signer === undefined || others.length > 0) {
    return broken(`The signature's CMS structure names ${cms.signerInfos.length} signers instead of one.`);
  }
  // A signature that carries its own content is valid for that, whatever document it is put into.
  const { eContent, eContentType } = cms.encapContentInfo;
  if (kind === "signature" && eContent !== undefined) {
    return broken("The signature is about content of its own, not about this document.");
  }
  if (kind === "timestamp" && (eContent === undefined || eContentType !== TIMESTAMP)) {
    return broken("The timestamp holds no timestamp token.");
  }
  const chain = cms.certificates?.filter((item) => isCertificate(item)) ?? [];
  const details = describe(signer, kind === "timestamp" ? timeOfToken(cms) : undefined);
  try {
    const result = await cms.verify(
      { signer: 0, data: signed, checkChain: false, extendedMode: true },
      ENGINE,
    );
    const certificate = result.signerCertificate ?? undefined;
    const problems =
      result.signatureVerified === true ? [] : ["The signature value does not match the document."];
    return {
      intact: result.signatureVerified === true,
      problems,
      chain,
      ...details,
      ...(certificate === undefined ? {} : { certificate }),
    };
  } catch (error) {
    const certificate = chain.find((item) => isSignerOf(signer, item));
    return {
      intact: false,
      problems: [`The document is not what was signed: ${reasonOf(error)}.`],
      chain,
      ...details,
      ...(certificate === undefined ? {} : { certificate }),
    };
  }
}

/** True when the certificate chains to a trusted one, or is one, at the given time. */
export async function isTrusted(
  certificate: Certificate,
  chain: readonly Certificate[],
  trusted: readonly Certificate[],
  at: Date,
): Promise<boolean> {
  if (trusted.length === 0) return false;
  if (trusted.some((item) => sameCertificate(item, certificate))) return true;
  const engine = new CertificateChainValidationEngine({
    certs: [...chain.filter((item) => !sameCertificate(item, certificate)), certificate],
    trustedCerts: [...trusted],
    checkDate: at,
  });
  const { result } = await engine.verify({}, ENGINE);
  return result === true;
}

function parse(contents: Uint8Array): SignedData | undefined {
  try {
    return new SignedData({ schema: ContentInfo.fromBER(toArrayBuffer(contents)).content });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function timeOfToken(cms: SignedData): Date | undefined {
  const bytes = cms.encapContentInfo.eContent?.getValue();
  if (bytes === undefined) return undefined;
  try {
    return TSTInfo.fromBER(bytes).genTime;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function describe(
  signer: SignerInfo,
  stated: Date | undefined,
): { digestAlgorithm: string; signingTime?: Date } {
  const digestAlgorithm = DIGESTS[signer.digestAlgorithm.algorithmId] ?? signer.digestAlgorithm.algorithmId;
  const attribute = signer.signedAttrs?.attributes.find((item) => item.type === SIGNING_TIME);
  const value: unknown = attribute?.values[0];
  const time = typeof value === "object" && value !== null && "toDate" in value ? value.toDate : undefined;
  const signingTime: unknown = stated ?? (typeof time === "function" ? time.call(value) : undefined);
  return { digestAlgorithm, ...(signingTime instanceof Date ? { signingTime } : {}) };
}

function broken(problem: string): CmsCheck {
  return { intact: false, problems: [problem], chain: [] };
}

function isCertificate(item: { constructor: { name?: string } }): item is Certificate {
  return "subjectPublicKeyInfo" in item;
}

function isSignerOf(signer: SignerInfo, certificate: Certificate): boolean {
  const sid: unknown = signer.sid;
  if (typeof sid !== "object" || sid === null || !("serialNumber" in sid)) return false;
  return certificate.serialNumber.isEqual(sid.serialNumber);
}

function sameCertificate(a: Certificate, b: Certificate): boolean {
  return Buffer.from(a.toSchema().toBER()).equals(Buffer.from(b.toSchema().toBER()));
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\.$/, "");
}
