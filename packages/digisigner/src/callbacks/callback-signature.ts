// Signs callbacks and checks their signature, for senders that can: DigiSigner itself signs none.
import { anySecretMakes, type HmacSha256, hmacSha256 } from "./hmac.ts";

/**
 * HMAC-SHA256 of a callback's raw body in lower-case hex, for the `X-DigiSigner-Signature` header.
 * @example
 * ```ts
 * const header = await signCallback("secret", '{"event_type":"DOCUMENT_SIGNED"}');
 * console.log(header.length);
 * // 64
 * ```
 */
export async function signCallback(secret: string, rawBody: string | Uint8Array): Promise<string> {
  const mac = await hmacSha256(secret, rawBody);
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What {@link verifyCallback} checks. */
export interface CallbackProof {
  /** One secret, or both during a rotation. */
  readonly secret: string | readonly string[];
  /** The body exactly as it arrived. */
  readonly rawBody: string | Uint8Array;
  /** The `X-DigiSigner-Signature` header: hex, with or without `sha256=`. */
  readonly header: string | null | undefined;
  /** Another way to make the HMAC than WebCrypto, which works on another thread: Node's `createHmac` is much cheaper. */
  readonly hmacSha256?: HmacSha256;
}

/**
 * Whether the header signs the body with one of the secrets. Compares in constant time.
 * @throws TypeError when there is no secret or an empty one
 * @example
 * ```ts
 * const rawBody = '{"event_type":"DOCUMENT_SIGNED"}';
 * const header = `sha256=${await signCallback("old secret", rawBody)}`;
 * console.log(await verifyCallback({ secret: ["new secret", "old secret"], rawBody, header }));
 * // true
 * ```
 */
export async function verifyCallback({ secret, rawBody, header, ...proof }: CallbackProof): Promise<boolean> {
  const hex = /^(?:sha256=)?([0-9a-f]{64})$/i.exec(header?.trim() ?? "")?.[1];
  // Checked in any case, so that a missing secret is noticed with the first forged callback.
  const expected = Uint8Array.from(hex?.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return anySecretMakes(secret, expected, (each) => hmacSha256(each, rawBody, proof.hmacSha256));
}
