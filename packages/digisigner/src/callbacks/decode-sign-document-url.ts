// Reads the signing link that DigiSigner hands to a page set as redirect_for_signing_to_url.
import { SIGN_DOCUMENT_URL_PARAMETER } from "../wire.ts";

/**
 * The parameter holds no signing link; the message never quotes it, since a link is a credential.
 * @example
 * ```ts
 * try {
 *   decodeSignDocumentUrl(btoa("https://evil.example/"), { allowedOrigins: ["https://www.digisigner.com"] });
 * } catch (error) {
 *   if (error instanceof SignDocumentUrlError) console.log(error.message);
 * }
 * // signDocumentUrlBase64Encoded leads to https://evil.example, expected https://www.digisigner.com
 * ```
 */
export class SignDocumentUrlError extends Error {
  override readonly name = "SignDocumentUrlError";
}

/** Limits to where a decoded link may lead. */
export interface DecodeOptions {
  /** Origins to accept, such as `https://www.digisigner.com`. Default any: then do not redirect blindly. */
  readonly allowedOrigins?: readonly string[];
}

/**
 * The signing link behind `signDocumentUrlBase64Encoded`. Anybody can call your page with a link of their
 * own, so name the origins you would send a signer to.
 * @param source the parameter's value, or the URL or query that has it
 * @throws SignDocumentUrlError when it is missing, no base64, no web address, or of another origin
 * @example
 * ```ts
 * const link = "https://www.digisigner.com/online/showDocument?documentId=d-1&invitationId=i-1";
 * const page = new URL(`https://desk.example.com/sign?signDocumentUrlBase64Encoded=${btoa(link)}`);
 * console.log(decodeSignDocumentUrl(page, { allowedOrigins: ["https://www.digisigner.com"] }) === link);
 * // true
 * ```
 */
export function decodeSignDocumentUrl(
  source: string | URL | URLSearchParams,
  options: DecodeOptions = {},
): string {
  const url = toUrl(decode(valueIn(source)));
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new SignDocumentUrlError(
      `${SIGN_DOCUMENT_URL_PARAMETER} leads to ${url.protocol}, expected https:`,
    );
  }
  if (options.allowedOrigins !== undefined && !options.allowedOrigins.includes(url.origin)) {
    throw new SignDocumentUrlError(
      `${SIGN_DOCUMENT_URL_PARAMETER} leads to ${url.origin}, expected ${options.allowedOrigins.join(" or ")}`,
    );
  }
  return url.href;
}

function valueIn(source: string | URL | URLSearchParams): string {
  if (typeof source === "string") return source;
  const query = source instanceof URL ? source.searchParams : source;
  const value = query.get(SIGN_DOCUMENT_URL_PARAMETER);
  if (value === null) throw new SignDocumentUrlError(`the query has no ${SIGN_DOCUMENT_URL_PARAMETER}`);
  return value;
}

/** Takes both alphabets, and blanks, which are what an unescaped plus becomes in a query. */
function decode(value: string): string {
  const base64 = value.replaceAll(" ", "+").replaceAll("-", "+").replaceAll("_", "/");
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
  } catch (cause) {
    throw new SignDocumentUrlError(`${SIGN_DOCUMENT_URL_PARAMETER} is no base64`, { cause });
  }
}

function toUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    // The error of URL quotes its input, here a credential.
    throw new SignDocumentUrlError(`${SIGN_DOCUMENT_URL_PARAMETER} holds no web address`);
  }
}
