// Prepares images as people upload them: every kind of PNG, and photographs with the turn their camera noted.
import { PNG } from "pngjs";
import { PdfError } from "../errors.ts";
import { IDENTITY, type Matrix } from "../matrix.ts";

export interface PreparedImage {
  readonly bytes: Uint8Array;
  /** From the image's unit square to the upright picture's. */
  readonly upright: Matrix;
  /** The upright picture is as wide as the stored one is high. */
  readonly turned: boolean;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff]);
// Offsets in a PNG's header: LibPDF reads eight bits per channel without interlacing only.
const BIT_DEPTH_AT = 24;
const INTERLACE_AT = 28;
const LARGEST_SIDE = 16_384;

/** The eight orientations of EXIF as matrices of the unit square, the first being upright. */
const ORIENTATIONS: readonly Matrix[] = [
  IDENTITY,
  [-1, 0, 0, 1, 1, 0],
  [-1, 0, 0, -1, 1, 1],
  [1, 0, 0, -1, 0, 1],
  [0, -1, -1, 0, 1, 1],
  [0, -1, 1, 0, 0, 1],
  [0, 1, 1, 0, 0, 0],
  [0, 1, -1, 0, 1, 0],
];
const FIRST_TURNED = 5;

export function normaliseImage(image: Uint8Array): PreparedImage {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  if (startsWith(bytes, PNG_SIGNATURE)) {
    return { bytes: isPlainPng(bytes) ? image : rewritePng(bytes), upright: IDENTITY, turned: false };
  }
  if (startsWith(bytes, JPEG_SIGNATURE)) {
    const orientation = readOrientation(bytes);
    return {
      bytes: image,
      upright: ORIENTATIONS[orientation - 1] ?? IDENTITY,
      turned: orientation >= FIRST_TURNED,
    };
  }
  throw new PdfError(
    "unsupported_image",
    `The image (${bytes.length} bytes) is neither a PNG nor a JPEG. Save it as one of them.`,
  );
}

function startsWith(bytes: Buffer, signature: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}

function isPlainPng(bytes: Buffer): boolean {
  return bytes[BIT_DEPTH_AT] === 8 && bytes[INTERLACE_AT] === 0;
}

function rewritePng(bytes: Buffer): Uint8Array {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
    throw new PdfError(
      "unsupported_image",
      `The image is ${width} by ${height} points, at most ${LARGEST_SIDE} are allowed. Make it smaller.`,
    );
  }
  return PNG.sync.write(PNG.sync.read(bytes), { colorType: 6, bitDepth: 8 });
}

const EXIF_SEGMENT = 0xe1;
const START_OF_SCAN = 0xda;
const ORIENTATION_TAG = 0x0112;

/** EXIF orientation, 1 to 8; 1 where none is stated. */
function readOrientation(jpeg: Buffer): number {
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    const isExif = jpeg[at + 1] === EXIF_SEGMENT && jpeg.toString("latin1", at + 4, at + 10) === "Exif\0\0";
    if (isExif) return orientationOf(jpeg.subarray(at + 10, end));
    at = end;
  }
  return 1;
}

/** `tiff` is the block after "Exif": a byte order, then a directory of twelve-byte entries. */
function orientationOf(tiff: Buffer): number {
  if (tiff.length < 8) return 1;
  const little = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (short(at) !== ORIENTATION_TAG) continue;
    const value = short(at + 8);
    return value >= 1 && value <= ORIENTATIONS.length ? value : 1;
  }
  return 1;
}
