// What a sandbox can be told when it starts.
import type { PdfEngine } from "@creditnexus/pdf";
import type { Deliver } from "./callbacks/attempt.ts";
import type { Log } from "./deps.ts";

/** Everything is optional; without anything the sandbox lives in memory and opens no socket until asked. */
export interface SandboxOptions {
  /** Listen here at once; 0 takes a free port. Absent: no socket, only `fetch`. */
  port?: number;
  /** `127.0.0.1` unless set. */
  host?: string;
  /** SQLite file that keeps the state; absent means memory. */
  dataFile?: string;
  /** Key of the first account; `sandbox-api-key` unless set. Kept in the state once it exists. */
  apiKey?: string;
  /** Where browsers and clients reach the sandbox, for links; from host and port unless set. */
  publicUrl?: string;
  /** Path in front of everything, like `/digisigner`, when a proxy does not strip it. */
  pathPrefix?: string;
  /** Real time in milliseconds; for tests. */
  clock?: () => number;
  /** Callback URLs of the first account; they replace those of an earlier start. */
  callbackUrls?: { documentSigned?: string; signatureRequestCompleted?: string };
  /** Stands in for `fetch` when callbacks go out. */
  deliver?: Deliver;
  /** Catch mail on this port; 0 takes a free one. Absent: no SMTP server. */
  smtpPort?: number;
  /** A seed file's path, or its content; applied when the state is empty and after each reset. */
  seed?: string | object;
  /** Largest upload in bytes; 25 MiB unless set. */
  maxUploadBytes?: number;
  /** Let other machines use the control API under `publicUrl`. It can forge signatures: private networks only. */
  openControl?: boolean;
  /** Child processes for PDFs; by default one per processor, two to four. */
  pdfWorkers?: number;
  /** An engine to use instead of an own one; `close` leaves it running. */
  pdf?: PdfEngine;
  /** Silent unless set. */
  log?: Log;
}

/** A running sandbox. */
export interface Sandbox {
  /** Where its pages are, without a trailing slash. */
  readonly url: string;
  /** What a DigiSigner client takes as base URL: `{url}/v1`. */
  readonly apiUrl: string;
  /** The key of the first account, as it is now. */
  readonly apiKey: string;
  /** Port of the SMTP server, if there is one. */
  readonly smtpPort: number | undefined;
  /** Serves a request without a socket; its host does not matter, its path does. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** PEM of the authority that its seals chain to. */
  certificate(): Promise<string>;
  /** Attempts every callback that is due and resolves when that is done. */
  settle(): Promise<void>;
  /** Deletes everything but accounts, settings and certificate. */
  reset(): Promise<void>;
  /** Stops listening, waits for callbacks under way, ends the PDF processes. May be called twice. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
