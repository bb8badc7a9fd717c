// Which bytes a signature covers, and whether that is all of the file but the signature itself.
import { PdfArray, type PdfDict, PdfNumber, PdfString } from "@libpdf/core";

export interface SignedRange {
  /** The bytes the digest is made of. */
  readonly signed: ArrayBuffer;
  /** The CMS structure, with the zeros that fill its place. */
  readonly contents: Uint8Array;
  /** End of the covered part of the file. */
  readonly end: number;
}

/** Reads and checks /ByteRange and /Contents; a sentence instead when they do not fit the file. */
export function readSignedRange(file: Uint8Array, signature: PdfDict): SignedRange | string {
  const range = signature.get("ByteRange");
  const contents = signature.get("Contents");
  if (!(range instanceof PdfArray) || !(contents instanceof PdfString)) {
    return "The signature names no byte range or holds no contents.";
  }
  const [start = -1, length = -1, resume = -1, rest = -1] = range
    .toArray()
    .map((item) => (item instanceof PdfNumber && Number.isInteger(item.value) ? item.value : -1));
  const end = resume + rest;
  if (range.length !== 4 || start !== 0 || length <= 0 || resume <= length || rest < 0 || end > file.length) {
    return `The byte range [${start} ${length} ${resume} ${rest}] does not fit a file of ${file.length} bytes.`;
  }
  // Whatever stands in the gap is not signed, so it must be the signature's own hexadecimal string and no more.
  const gap = Buffer.from(file.subarray(length, resume)).toString("latin1");
  if (!/^<[0-9A-Fa-f\s]*>$/.test(gap) || !sameBytes(gap, contents.bytes)) {
    return "The gap in the signed range holds more than the signature itself.";
  }
  const signed = new Uint8Array(length + rest);
  signed.set(file.subarray(0, length), 0);
  signed.set(file.subarray(resume, end), length);
  return { signed: signed.buffer, contents: contents.bytes, end };
}

function sameBytes(hex: string, bytes: Uint8Array): boolean {
  return Buffer.from(hex.replace(/[<>\s]/g, ""), "hex").equals(bytes);
}
