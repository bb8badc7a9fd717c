// Small PNG images made by hand.
import { crc32, deflateSync } from "node:zlib";

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** A PNG of one colour. */
export function plainPng(width: number, height: number, color: Rgba): Uint8Array {
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => Buffer.from(color))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits per channel, colour type 6: red, green, blue, alpha.
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The start of a JPEG, 40 by 20 points, as a camera writes it that was held in this EXIF orientation. */
export function orientedJpeg(orientation: number): Uint8Array {
  // "Exif", little-endian TIFF, a directory with one entry: tag 0x0112, a short, once.
  const exif = Buffer.from("45786966000049492a0008000000010012010300010000000000000000000000", "hex");
  exif.writeUInt16LE(orientation, 24);
  const frame = Buffer.from("ffc0000b080014002801011100ffd9", "hex");
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]), exif, frame]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
