// Turns a PEM credential into the signer LibPDF signs with.
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { CryptoKeySigner } from "@libpdf/core";
import { PdfError } from "../errors.ts";
import { decodeOnePem, decodePem } from "./pem.ts";
import type { SealCredential } from "./seal-report.ts";

export async function loadCredential(credential: SealCredential): Promise<CryptoKeySigner> {
  const certificate = decodeOnePem(
    credential.certificatePem,
    "CERTIFICATE",
    "certificate of the seal credential",
  );
  const key = decodeOnePem(credential.privateKeyPem, "PRIVATE KEY", "private key of the seal credential");
  const chain = credential.chainPem.flatMap((pem) => decodePem(pem, "CERTIFICATE"));
  const kind = kindOf(credential);
  const imported = await crypto.subtle.importKey(
    "pkcs8",
    key,
    kind === "EC" ? { name: "ECDSA", namedCurve: "P-256" } : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return new CryptoKeySigner(
    imported,
    new Uint8Array(certificate),
    kind,
    kind === "EC" ? "ECDSA" : "RSASSA-PKCS1-v1_5",
    chain.map((der) => new Uint8Array(der)),
  );
}

function kindOf(credential: SealCredential): "EC" | "RSA" {
  const key = readOr("private key", () => createPrivateKey(credential.privateKeyPem));
  const certificate = readOr("certificate", () => new X509Certificate(credential.certificatePem));
  const ours = createPublicKey(key).export({ type: "spki", format: "der" });
  if (!ours.equals(certificate.publicKey.export({ type: "spki", format: "der" }))) {
    throw new PdfError(
      "invalid_credential",
      "The private key of the seal credential does not belong to its certificate; give the pair that was issued together.",
    );
  }
  if (key.asymmetricKeyType === "rsa") return "RSA";
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (key.asymmetricKeyType === "ec" && curve === "prime256v1") return "EC";
  throw new PdfError(
    "invalid_credential",
    `The seal credential's key is ${key.asymmetricKeyType ?? "unknown"} ${curve ?? ""}; give an RSA or an EC P-256 key.`,
  );
}

function readOr<Value>(what: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new PdfError(
      "invalid_credential",
      `The ${what} of the seal credential cannot be read; give it as PEM.`,
      {
        cause,
      },
    );
  }
}
