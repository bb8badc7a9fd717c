// CMS structures as a timestamping service or a forger makes them.
import { Integer, OctetString } from "asn1js";
import {
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedData,
  SignerInfo,
  TSTInfo,
} from "pkijs";
import { decodeOnePem } from "../seal/pem.ts";
import type { SealCredential } from "../seal/seal-report.ts";

const DATA = "1.2.840.113549.1.7.1";
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const TIMESTAMP = "1.2.840.113549.1.9.16.1.4";

/** A CMS signature over content that it carries with it. */
export async function attachedCms(
  credential: SealCredential,
  content: ArrayBuffer,
  contentType = DATA,
): Promise<Uint8Array> {
  const certificate = Certificate.fromBER(
    decodeOnePem(credential.certificatePem, "CERTIFICATE", "certificate"),
  );
  const key = await crypto.subtle.importKey(
    "pkcs8",
    decodeOnePem(credential.privateKeyPem, "PRIVATE KEY", "key"),
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["sign"],
  );
  const { issuer, serialNumber } = certificate;
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: contentType }),
    signerInfos: [new SignerInfo({ version: 1, sid: new IssuerAndSerialNumber({ issuer, serialNumber }) })],
    certificates: [certificate],
  });
  // Given to the constructor it would be cut into pieces, which no timestamping service does.
  signed.encapContentInfo.eContent = new OctetString({ valueHex: content });
  await signed.sign(key, 0, "SHA-256");
  const info = new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

/** An RFC 3161 token for a SHA-256 digest. */
export async function timestampToken(
  credential: SealCredential,
  digest: Uint8Array,
  at: Date,
): Promise<Uint8Array> {
  const messageImprint = await MessageImprint.create("SHA-256", new ArrayBuffer(0));
  messageImprint.hashedMessage = new OctetString({ valueHex: Uint8Array.from(digest).buffer });
  const token = new TSTInfo({
    version: 1,
    policy: "1.2.3.4.5",
    messageImprint,
    serialNumber: new Integer({ value: 7 }),
    genTime: at,
  });
  return attachedCms(credential, token.toSchema().toBER(), TIMESTAMP);
}
