// The client: options resolved once, resources over one transport.
import { createDocuments, type Documents } from "./documents/documents.ts";
import {
  basicAuthorization,
  checkBaseUrl,
  DEFAULT_BASE_URL,
  DEFAULT_TIMEOUT_MS,
  DEFAULT_USER_AGENT,
  type DigiSignerOptions,
} from "./options.ts";
import { createSignatureRequests, type SignatureRequests } from "./signature-requests/signature-requests.ts";
import { DEFAULT_RETRY, sleepFor } from "./transport/backoff.ts";
import { createFetchTransport } from "./transport/fetch-transport.ts";
import { createRedactor } from "./transport/redact.ts";

/**
 * Client of the DigiSigner API. Holds no connection and no state between calls; share one freely.
 * @example
 * ```ts
 * import { DigiSigner } from "@creditnexus/digisigner";
 *
 * const digisigner = new DigiSigner({
 *   apiKey: "1e0f5a9c-4d4b-4c7e-9f3a-2a1b3c4d5e6f",
 *   timeoutMs: 20_000,
 *   onWarning: ({ path, message }) => console.warn("DigiSigner answered something new", path, message),
 * });
 * const request = await digisigner.signatureRequests.get("f9bf5865-de7e-4fd5-8be6-aa8d8f46735c");
 * console.log(request.documents.length);
 * // 1
 * ```
 */
export class DigiSigner {
  readonly documents: Documents;
  readonly signatureRequests: SignatureRequests;

  /** @throws TypeError when the key or the base URL cannot be used */
  constructor(options: DigiSignerOptions) {
    const authorization = basicAuthorization(options.apiKey);
    const headers: Record<string, string> = {
      authorization,
      "user-agent": options.userAgent ?? DEFAULT_USER_AGENT,
    };
    if (options.acceptLanguage !== undefined) headers["accept-language"] = options.acceptLanguage;
    const transport = createFetchTransport({
      baseUrl: checkBaseUrl(options.baseUrl ?? DEFAULT_BASE_URL),
      // Looked up at each call, so that a fetch patched later counts; browsers refuse it as a method.
      fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
      headers,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      retry: { ...DEFAULT_RETRY, ...options.retry },
      redact: createRedactor([options.apiKey, authorization.replace("Basic ", "")]),
      onWarning: options.onWarning,
      onRequest: options.onRequest,
      onResponse: options.onResponse,
      sleep: options.sleep ?? sleepFor,
      random: options.random ?? Math.random,
      now: options.now ?? Date.now,
    });
    this.documents = createDocuments(transport);
    this.signatureRequests = createSignatureRequests(transport);
  }
}
