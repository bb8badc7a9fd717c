// HMAC-SHA256 and its constant-time comparison over WebCrypto.
import { rememberFew } from "./remember-few.ts";

const encoder = new TextEncoder();

/** A view of its own buffer, as WebCrypto's types want it. */
function toBytes(data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof data === "string" ? encoder.encode(data) : new Uint8Array(data);
}

// Each import is a trip to another thread, as dear as the signature itself.
const importKey = rememberFew((secret: string) =>
  crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
);

/** Makes the 32 bytes of an HMAC-SHA256; a secret is taken as its UTF-8 bytes, and so is text. */
export type HmacSha256 = (secret: string, data: string | Uint8Array) => Uint8Array | Promise<Uint8Array>;

const byWebCrypto: HmacSha256 = async (secret, data) =>
  new Uint8Array(await crypto.subtle.sign("HMAC", await importKey(secret), toBytes(data)));

const MAC_BYTES = 32;

/** @throws TypeError on an empty secret, with which anybody could sign, and when `make` makes something else */
export async function hmacSha256(
  secret: string,
  data: string | Uint8Array,
  make = byWebCrypto,
): Promise<Uint8Array> {
  if (typeof secret !== "string" || secret === "") {
    throw new TypeError("the webhook secret is empty; set one that is long and random");
  }
  const mac = await make(secret, data);
  if (mac.length !== MAC_BYTES) {
    throw new TypeError(`hmacSha256 made ${mac.length} bytes; an HMAC-SHA256 has ${MAC_BYTES}`);
  }
  return mac;
}

/** Compares in a time that depends on the length only. */
function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

/** Whether any secret makes the expected bytes; always tries them all, so that time tells nothing. */
export async function anySecretMakes(
  secrets: string | readonly string[],
  expected: Uint8Array,
  make: (secret: string) => Promise<Uint8Array>,
): Promise<boolean> {
  const all = typeof secrets === "string" ? [secrets] : secrets;
  if (all.length === 0) throw new TypeError("no webhook secret given; set one that is long and random");
  const matches = await Promise.all(all.map(async (secret) => equalBytes(await make(secret), expected)));
  return matches.includes(true);
}
