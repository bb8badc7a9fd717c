// The faults a person can provoke to test an integration: name, parameters, effect, what a client should see.

import { EVENT_TYPES } from "@creditnexus/digisigner/wire";
import { z } from "zod";

/** Names of the API's endpoints, as faults address them; `any` stands for all. */
export const ENDPOINTS = [
  "any",
  "upload_document",
  "download_document",
  "delete_document",
  "list_fields",
  "add_content",
  "download_attachment",
  "send_request",
  "read_request",
] as const;

const endpoint = z.enum(ENDPOINTS).default("any").describe("endpoint it hits; `any` for all");
const eventType = z.enum(EVENT_TYPES).optional().describe("only this event; both when absent");

interface FaultDefinition {
  parameters: z.ZodObject;
  effect: string;
  clientSees: string;
}

/**
 * Every fault also takes `times`: how often it applies; without it, until it is removed.
 *
 * @example
 * ```ts
 * import { createSandbox, FAULTS } from "@creditnexus/sandbox";
 *
 * await using sandbox = await createSandbox();
 * const fault = { name: "api_error", parameters: { endpoint: "send_request", status: 429 }, times: 1 };
 * await sandbox.fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body: JSON.stringify(fault) });
 * console.log(FAULTS.api_error.clientSees);
 * // An error with that status and message; 429 is worth another try, 5xx only of a read or deletion, 4xx is not.
 * ```
 */
export const FAULTS = {
  api_error: {
    parameters: z.strictObject({
      endpoint,
      status: z.int().min(400).max(599).default(503).describe("HTTP status answered"),
      retry_after: z.int().min(0).optional().describe("seconds, sent as Retry-After"),
      message: z.string().min(1).optional().describe("message of the body"),
    }),
    effect: "The call does nothing and answers with the given status and the JSON error body.",
    clientSees:
      "An error with that status and message; 429 is worth another try, 5xx only of a read or deletion, 4xx is not.",
  },
  api_latency: {
    parameters: z.strictObject({
      endpoint,
      milliseconds: z.int().min(1).max(600_000).default(2_000).describe("real time before the call starts"),
    }),
    effect: "The call waits first and is then handled as ever.",
    clientSees: "The right answer, late, or its own timeout.",
  },
  api_hang: {
    parameters: z.strictObject({
      endpoint,
      milliseconds: z.int().min(1).max(600_000).default(120_000).describe("real time until it gives up"),
    }),
    effect: "The call does nothing and answers nothing; after the time the connection is cut.",
    clientSees: "Its own timeout; nothing has happened on the server, but it cannot know that.",
  },
  api_cut: {
    parameters: z.strictObject({ endpoint }),
    effect: "The call does nothing and the connection is cut without an answer.",
    clientSees: "A connection error with an unknown outcome.",
  },
  api_commit_then_cut: {
    parameters: z.strictObject({ endpoint }),
    effect: "The call is carried out in full, then the connection is cut before the answer.",
    clientSees: "A connection error although the work is done: repeating a create doubles it.",
  },
  api_garbage: {
    parameters: z.strictObject({ endpoint }),
    effect: "The call is carried out, but the answer is an HTML page with status 200.",
    clientSees: "An answer it cannot read; the outcome is unknown.",
  },
  download_truncated: {
    parameters: z.strictObject({
      keep_bytes: z.int().min(0).optional().describe("bytes kept; half of the file when absent"),
    }),
    effect: "A download answers 200 with a PDF cut short, its Content-Length fitting the short body.",
    clientSees: "Status 200 and a file that is no valid PDF: check before trusting it.",
  },
  download_not_ready: {
    parameters: z.strictObject({}),
    effect: "A download answers with the document as it was uploaded, although it has been signed.",
    clientSees: "A valid PDF without signatures; reading again later gives the signed one.",
  },
  expired_key: {
    parameters: z.strictObject({}),
    effect: "The right API key is refused as expired.",
    clientSees: "401; no retry helps, somebody has to set another key.",
  },
  credits_exhausted: {
    parameters: z.strictObject({}),
    effect: "Sending a signature request is refused because no API credits are left.",
    clientSees: "402; no retry helps until credits are bought.",
  },
  callback_drop: {
    parameters: z.strictObject({ event_type: eventType }),
    effect: "A callback is never sent.",
    clientSees: "Nothing: only reading the state finds out.",
  },
  callback_delay: {
    parameters: z.strictObject({
      event_type: eventType,
      minutes: z.number().min(0).default(60).describe("on the sandbox's clock"),
    }),
    effect: "The first attempt of a callback waits.",
    clientSees: "The callback late; for a completed request perhaps after it has read the state itself.",
  },
  callback_duplicate: {
    parameters: z.strictObject({
      event_type: eventType,
      copies: z.int().min(1).max(100).default(1).describe("further deliveries, whatever was answered"),
    }),
    effect: "A callback is delivered again right after its delivery.",
    clientSees: "The same body several times; all but the first should change nothing.",
  },
  callback_reorder: {
    parameters: z.strictObject({}),
    effect: "Callbacks of one request that are due together go out newest first.",
    clientSees: "SIGNATURE_REQUEST_COMPLETED before the last DOCUMENT_SIGNED.",
  },
  callback_garble: {
    parameters: z.strictObject({
      event_type: eventType,
      how: z
        .enum(["not_json", "truncated", "unknown_event", "unknown_ids"])
        .default("not_json")
        .describe("what is wrong with the body"),
    }),
    effect: "A callback's body is spoilt in this one delivery; a retry carries the right one.",
    clientSees: "A body it cannot use; what it answers decides whether a retry comes.",
  },
} as const satisfies Record<string, FaultDefinition>;

export type FaultName = keyof typeof FAULTS;

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}
