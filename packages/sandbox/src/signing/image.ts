// Accepts signature images: PNG or JPEG by their first bytes, of a size a signature can have.

const MAX_IMAGE_BYTES = 4 * 1024 * 1024;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** The bytes of a base64 image (a `data:` prefix is tolerated), or undefined when it is none. */
export function decodeImage(base64: string): Uint8Array | undefined {
  const bytes = Buffer.from(base64.replace(/^data:image\/[a-z]+;base64,/, ""), "base64");
  if (bytes.byteLength > MAX_IMAGE_BYTES) return undefined;
  const known = bytes.subarray(0, PNG.length).equals(PNG) || bytes.subarray(0, JPEG.length).equals(JPEG);
  return known ? bytes : undefined;
}
