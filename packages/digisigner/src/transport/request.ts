// Builds the URL and the fetch arguments of one attempt.
import { InputError } from "../parsing/input.ts";
import type { Call, RequestBody } from "./transport.ts";

// An upload from memory shows no progress to fetch, so its limit grows with its size: 64 KiB/s is a bad line.
const SLOWEST_UPLOAD_BYTES_PER_MS = 65.536;

/** Joins and encodes; refuses segments that a URL would swallow. */
export function buildUrl(baseUrl: string, segments: readonly string[]): string {
  const path = segments.map((segment) => {
    if (typeof segment !== "string" || segment === "" || segment === "." || segment === "..") {
      throw new InputError(`the id must be a non-empty string other than "." and "..", got "${segment}"`);
    }
    return encode(segment);
  });
  return `${baseUrl}/${path.join("/")}`;
}

function encode(segment: string): string {
  try {
    return encodeURIComponent(segment);
  } catch (cause) {
    throw new InputError("the id holds half a surrogate pair and cannot be encoded", { cause });
  }
}

/** The standard's types know no duplex yet, without which no fetch streams a request. */
export interface StreamingRequestInit extends RequestInit {
  readonly duplex?: "half";
}

export interface BuiltRequest {
  readonly timeoutMs: number;
  readonly init: StreamingRequestInit;
}

export function buildRequest(
  call: Call,
  body: RequestBody | undefined,
  defaults: { readonly headers: Readonly<Record<string, string>>; readonly timeoutMs: number },
): BuiltRequest {
  const timeoutMs = call.options?.timeoutMs ?? defaults.timeoutMs;
  const headers: Record<string, string> = { ...defaults.headers, accept: call.accept };
  // A redirect followed would turn a POST into a GET and might carry the key elsewhere.
  const init: RequestInit = { method: call.method, headers, redirect: "manual" };
  if (body === undefined) return { timeoutMs, init };
  if (body.kind === "json") {
    headers["content-type"] = "application/json";
    return { timeoutMs, init: { ...init, body: body.text } };
  }
  headers["content-type"] = body.contentType;
  if (body.kind === "blob") {
    const allowance = Math.ceil(body.blob.size / SLOWEST_UPLOAD_BYTES_PER_MS);
    return { timeoutMs: timeoutMs + allowance, init: { ...init, body: body.blob } };
  }
  if (body.length !== undefined) headers["content-length"] = String(body.length);
  return { timeoutMs, init: { ...init, ...unbuffered(), body: body.stream, duplex: "half" } };
}

/**
 * Both together keep Node's fetch from cloning the request for a redirect, which would hold the whole file in
 * memory (nodejs/undici issue 4058). Cloudflare's workers refuse `error`, and do not need it.
 */
function unbuffered(): RequestInit {
  const init: RequestInit = { redirect: "error", window: null };
  try {
    return new Request("https://probe.invalid/", init) && init;
  } catch {
    return {};
  }
}
