// A small certificate authority for sandboxes and tests: one root, certificates that seal documents.

import type { webcrypto } from "node:crypto";
import { BitString, Integer, OctetString, PrintableString, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  getRandomValues,
  type RelativeDistinguishedNames,
} from "pkijs";
import { decodeOnePem, encodePem } from "./pem.ts";
import type { SealCredential } from "./seal-report.ts";

/** A root certificate with its private key. Keep `privateKeyPem` secret. */
export interface CertificateAuthority {
  readonly certificatePem: string;
  /** PKCS#8, EC P-256. */
  readonly privateKeyPem: string;
}

export interface NewCertificate {
  /** Shown by viewers as the signer. */
  readonly commonName: string;
  /** Start of validity, less a day for clocks that differ; now when left out. */
  readonly now?: Date;
}

const DAY = 24 * 60 * 60 * 1000;
const AUTHORITY_DAYS = 3650;
const CREDENTIAL_DAYS = 1095;
const KEY = { name: "ECDSA", namedCurve: "P-256" } as const;
const DIGEST = "SHA-256";

const OID = {
  commonName: "2.5.4.3",
  basicConstraints: "2.5.29.19",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  subjectKeyIdentifier: "2.5.29.14",
  authorityKeyIdentifier: "2.5.29.35",
  documentSigning: "1.3.6.1.5.5.7.3.36",
  emailProtection: "1.3.6.1.5.5.7.3.4",
} as const;
/** Bits of KeyUsage from the first one on: signing certificates and lists; digital signature and commitment. */
const SIGN_CERTIFICATES = 0b00000110;
const SIGN_DOCUMENTS = 0b11000000;

/** Makes a self-signed root, valid for ten years. */
export async function createCertificateAuthority(options: NewCertificate): Promise<CertificateAuthority> {
  const keys = await newKeys();
  const certificate = await blankCertificate(options, AUTHORITY_DAYS, keys.publicKey);
  setName(certificate.issuer, options.commonName);
  certificate.extensions = [
    extension(OID.basicConstraints, new BasicConstraints({ cA: true }).toSchema().toBER(), true),
    keyUsage(SIGN_CERTIFICATES),
    subjectKey(await keyId(certificate)),
  ];
  await certificate.sign(keys.privateKey, DIGEST);
  return { certificatePem: toPem(certificate), privateKeyPem: await exportKey(keys.privateKey) };
}

/** Issues a certificate for sealing documents, valid for three years. */
export async function issueSealCredential(
  authority: CertificateAuthority,
  options: NewCertificate,
): Promise<SealCredential> {
  const issuer = Certificate.fromBER(
    decodeOnePem(authority.certificatePem, "CERTIFICATE", "authority's certificate"),
  );
  const issuerKey = await crypto.subtle.importKey(
    "pkcs8",
    decodeOnePem(authority.privateKeyPem, "PRIVATE KEY", "authority's private key"),
    KEY,
    false,
    ["sign"],
  );
  const keys = await newKeys();
  const certificate = await blankCertificate(options, CREDENTIAL_DAYS, keys.publicKey);
  certificate.issuer = issuer.subject;
  certificate.extensions = [
    extension(OID.basicConstraints, new BasicConstraints({ cA: false }).toSchema().toBER(), true),
    keyUsage(SIGN_DOCUMENTS),
    extension(
      OID.extendedKeyUsage,
      new ExtKeyUsage({ keyPurposes: [OID.documentSigning, OID.emailProtection] }).toSchema().toBER(),
    ),
    subjectKey(await keyId(certificate)),
    extension(
      OID.authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: await keyId(issuer) }) })
        .toSchema()
        .toBER(),
    ),
  ];
  await certificate.sign(issuerKey, DIGEST);
  return {
    certificatePem: toPem(certificate),
    privateKeyPem: await exportKey(keys.privateKey),
    chainPem: [authority.certificatePem],
  };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY, true, ["sign", "verify"]);
}

async function blankCertificate(
  options: NewCertificate,
  days: number,
  publicKey: webcrypto.CryptoKey,
): Promise<Certificate> {
  const certificate = new Certificate();
  const now = (options.now ?? new Date()).getTime();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: newSerial() });
  certificate.notBefore.value = new Date(now - DAY);
  certificate.notAfter.value = new Date(now + days * DAY);
  setName(certificate.subject, options.commonName);
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  return certificate;
}

function newSerial(): ArrayBuffer {
  const serial = new Uint8Array(16);
  getRandomValues(serial);
  // Positive and without leading zeros, as DER wants it.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial.buffer;
}

function setName(name: RelativeDistinguishedNames, commonName: string): void {
  const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(commonName);
  const value = printable
    ? new PrintableString({ value: commonName })
    : new Utf8String({ value: commonName });
  name.typesAndValues.push(new AttributeTypeAndValue({ type: OID.commonName, value }));
}

function extension(extnID: string, value: ArrayBuffer, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: value });
}

function keyUsage(bits: number): Extension {
  let unusedBits = 0;
  while (((bits >> unusedBits) & 1) === 0) unusedBits += 1;
  return extension(
    OID.keyUsage,
    new BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits }).toBER(),
    true,
  );
}

function subjectKey(id: ArrayBuffer): Extension {
  return extension(OID.subjectKeyIdentifier, new OctetString({ valueHex: id }).toBER());
}

/** RFC 5280, 4.2.1.2: the SHA-1 digest of the public key's bits. */
async function keyId(certificate: Certificate): Promise<ArrayBuffer> {
  return crypto.subtle.digest(
    "SHA-1",
    certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView,
  );
}

function toPem(certificate: Certificate): string {
  return encodePem(certificate.toSchema(true).toBER(), "CERTIFICATE");
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return encodePem(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}
