// What a caller may set on the client and on a single call, checked once when the client is made.
import type { DigiSignerError } from "./errors.ts";
import { VERSION } from "./version.ts";

/** The part of `fetch` the client needs; `globalThis.fetch` and a sandbox's `fetch` both are one. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How reads and deletes are repeated. Uploads and creates never are. */
export interface RetryOptions {
  /** Attempts in all, the first included. Default 4; 1 switches retries off. */
  readonly attempts?: number;
  /** Upper bound of the first wait in milliseconds, doubled each time. Default 500. */
  readonly baseMs?: number;
  /** Upper bound of any wait in milliseconds. Default 20,000. */
  readonly maxMs?: number;
  /** The longest `Retry-After` waited for; a longer one is handed to the caller at once. Default 60,000. */
  readonly maxRetryAfterMs?: number;
}

/** One attempt on its way out. */
export interface RequestInfo {
  readonly method: string;
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
}

/** One attempt with its end: an answer's status, or the error that took its place. */
export interface ResponseInfo extends RequestInfo {
  readonly status: number | undefined;
  readonly error: DigiSignerError | undefined;
  readonly durationMs: number;
}

/** Something in an answer that the contract does not know. It never carries the value. */
export interface Warning {
  readonly code: "unknown_field" | "unexpected_value" | "missing_field";
  /** Where, such as `documents[0].signers[1].order`. */
  readonly path: string;
  readonly message: string;
  readonly method: string;
  readonly url: string;
}

/** Settings of a client. */
export interface DigiSignerOptions {
  /** API key from the account settings; sent as the user of HTTP Basic with an empty password. */
  readonly apiKey: string;
  /** With the version segment and any path prefix. Default `https://api.digisigner.com/v1`. */
  readonly baseUrl?: string;
  /** Default `globalThis.fetch`. */
  readonly fetch?: Fetch;
  /**
   * Milliseconds in which something must move, per attempt: a chunk of a streamed upload, the answer's
   * headers, each chunk of its body. Default 30,000; Infinity for no limit.
   */
  readonly timeoutMs?: number;
  readonly retry?: RetryOptions;
  /** Default `creditnexus-digisigner/<version>`. */
  readonly userAgent?: string;
  /** Sent as `Accept-Language`. */
  readonly acceptLanguage?: string;
  /** Told about every key or value in an answer that the contract does not know. */
  readonly onWarning?: (warning: Warning) => void;
  /** Awaited before each attempt, so that a budget can count or delay it; throwing stops the call. */
  readonly onRequest?: (request: RequestInfo) => void | Promise<void>;
  /** Told the end of each attempt. */
  readonly onResponse?: (response: ResponseInfo) => void;
  /** Waits between attempts; for tests. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** A number from 0 up to 1 for the jitter; for tests. Default `Math.random`. */
  readonly random?: () => number;
  /** Milliseconds since the epoch, to read `Retry-After` dates; for tests. Default `Date.now`. */
  readonly now?: () => number;
}

/** Settings of a single call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Instead of the client's. */
  readonly timeoutMs?: number | undefined;
}

/**
 * DigiSigner's production API.
 * @example
 * ```ts
 * console.log(DEFAULT_BASE_URL);
 * // https://api.digisigner.com/v1
 * ```
 */
export const DEFAULT_BASE_URL = "https://api.digisigner.com/v1";
export const DEFAULT_TIMEOUT_MS = 30_000;
export const DEFAULT_USER_AGENT = `creditnexus-digisigner/${VERSION}`;

/** Without its trailing slashes; refuses what cannot be a base. */
export function checkBaseUrl(baseUrl: string): string {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch (cause) {
    throw new TypeError(`baseUrl "${baseUrl}" is no URL; expected one such as ${DEFAULT_BASE_URL}`, {
      cause,
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError(`baseUrl for ${url.host} holds credentials; give the key as apiKey instead`);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new TypeError(`baseUrl "${baseUrl}" is neither http nor https`);
  }
  if (url.search !== "" || url.hash !== "") {
    throw new TypeError(`baseUrl "${baseUrl}" has a query or fragment; remove it`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** `Authorization` header: HTTP Basic, the key as user, an empty password. */
export function basicAuthorization(apiKey: string): string {
  if (typeof apiKey !== "string" || apiKey.trim() === "") {
    throw new TypeError("apiKey is empty; take it from the DigiSigner account settings");
  }
  // RFC 7617 forbids both in a user id; a pasted newline is the usual cause.
  if (/[\p{Cc}:]/u.test(apiKey)) {
    throw new TypeError("apiKey holds a colon, a line break or another control character; paste it again");
  }
  const bytes = new TextEncoder().encode(`${apiKey}:`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
