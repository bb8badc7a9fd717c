// A token derived from the webhook secret, carried by the callback URL since DigiSigner cannot sign.
import { anySecretMakes, hmacSha256 } from "./hmac.ts";
import { rememberFew } from "./remember-few.ts";

// Derived, so that the URL, which ends in access logs, does not give the secret away.
const LABEL = "digisigner callback token v1";

const tokenBytes = rememberFew((secret: string) => hmacSha256(secret, LABEL));

/**
 * The query parameter that carries the token.
 * @example
 * ```ts
 * const called = new URL("https://desk.example.com/hook?token=abc");
 * console.log(called.searchParams.get(CALLBACK_TOKEN_PARAMETER));
 * // abc
 * ```
 */
export const CALLBACK_TOKEN_PARAMETER = "token";

/**
 * The token of a secret: 43 URL-safe characters, always the same.
 * @throws TypeError when the secret is empty
 * @example
 * ```ts
 * console.log((await callbackToken("secret")).length);
 * // 43
 * ```
 */
export async function callbackToken(secret: string): Promise<string> {
  const mac = await tokenBytes(secret);
  return btoa(String.fromCharCode(...mac))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** What {@link verifyCallbackToken} checks. */
export interface CallbackTokenProof {
  /** One secret, or both during a rotation. */
  readonly secret: string | readonly string[];
  /** The `token` parameter of the URL that was called. */
  readonly token: string | null | undefined;
}

/**
 * Whether the token derives from one of the secrets. Compares in constant time.
 * @throws TypeError when there is no secret or an empty one
 * @example
 * ```ts
 * const token = await callbackToken("old secret");
 * console.log(await verifyCallbackToken({ secret: ["new secret", "old secret"], token }));
 * // true
 * ```
 */
export async function verifyCallbackToken({ secret, token }: CallbackTokenProof): Promise<boolean> {
  return anySecretMakes(secret, fromBase64Url(token ?? ""), tokenBytes);
}

/**
 * The URL to enter in DigiSigner's settings: yours, with the token as a parameter.
 * @example
 * ```ts
 * const url = new URL(await callbackUrl("https://desk.example.com/webhook", "secret"));
 * console.log(await verifyCallbackToken({ secret: "secret", token: url.searchParams.get("token") }));
 * // true
 * ```
 */
export async function callbackUrl(base: string | URL, secret: string): Promise<string> {
  const url = new URL(base);
  url.searchParams.set(CALLBACK_TOKEN_PARAMETER, await callbackToken(secret));
  return url.href;
}

/** Bytes of the token, empty when it is none. */
function fromBase64Url(token: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return new Uint8Array();
  return Uint8Array.from(atob(token.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
}
