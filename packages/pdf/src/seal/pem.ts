// PEM text to DER bytes and back.
import { PdfError } from "../errors.ts";

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

/** All blocks with the given label, in order; other labels are passed over. */
export function decodePem(pem: string, label: string): ArrayBuffer[] {
  return Array.from(pem.matchAll(BLOCK))
    .filter((match) => match[1] === label)
    .map((match) => toArrayBuffer(Buffer.from(match[2] ?? "", "base64")));
}

/** The first block with the given label; an error that names `what` when there is none. */
export function decodeOnePem(pem: string, label: string, what: string): ArrayBuffer {
  const der = decodePem(pem, label)[0];
  if (der === undefined) {
    throw new PdfError(
      "invalid_credential",
      `The ${what} holds no "-----BEGIN ${label}-----" block; give it as PEM text.`,
    );
  }
  return der;
}

export function encodePem(der: ArrayBuffer, label: string): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

/** A buffer of its own: Node's small Buffers share one. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
