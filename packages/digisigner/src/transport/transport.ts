// What a resource needs from the outside: one call sent, its answer received by a function of the resource.
import type { CallOptions, Warning } from "../options.ts";

/** A streamed body that tells how far it got. */
export interface StreamBody {
  readonly kind: "stream";
  readonly contentType: string;
  /** Bytes in all, when known; otherwise the upload is chunked. */
  readonly length: number | undefined;
  readonly stream: ReadableStream<Uint8Array>;
  /** The listener hears of every chunk handed over. */
  readonly onProgress: (listener: () => void) => void;
  /** Why the caller's source failed, if it did. */
  readonly failure: () => Error | undefined;
  /** Whether the last byte was handed over: before that, no server can have accepted the body. */
  readonly complete: () => boolean;
  /** Lets go of the source; once complete it does nothing. */
  readonly stop: (reason: Error) => void;
}

/** A body ready to send. */
export type RequestBody =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "blob"; readonly contentType: string; readonly blob: Blob }
  | StreamBody;

/** One call to the API. */
export interface Call {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path below the base URL, one entry per segment, not yet encoded. */
  readonly segments: readonly string[];
  readonly accept: string;
  /** Made when sending; an {@link InputError} thrown here becomes an InvalidRequestError. */
  readonly body?: () => RequestBody | Promise<RequestBody>;
  readonly options: CallOptions | undefined;
}

/** Notes something in an answer that the contract does not know. */
export type Warn = (code: Warning["code"], path: string, message: string) => void;

/** A successful answer whose body has not been read. */
export interface Answer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** Fails with the client's own errors when it stalls or breaks off. */
  readonly body: ReadableStream<Uint8Array>;
  readonly warn: Warn;
}

/** Turns an answer into a result; what it throws is retried like any failure of the call. */
export type Receive<T> = (answer: Answer) => Promise<T>;

/** Sends calls. */
export interface Transport {
  send<T>(call: Call, receive: Receive<T>): Promise<T>;
}
