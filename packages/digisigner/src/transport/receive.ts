// The three ways to receive an answer: as JSON of a known shape, as a stream, or not at all.
import { DigiSignerError, MalformedResponseError } from "../errors.ts";
import { ObjectReader, ShapeError } from "../parsing/object-reader.ts";
import { OversizeError, readText } from "./read-text.ts";
import type { Answer, Receive } from "./transport.ts";
import { announcedLength } from "./watched-body.ts";

// A thousand documents with ten signers each take about 5 MB.
const MAX_JSON_BYTES = 32 * 1024 * 1024;

/** Reads one JSON object. */
export function asObject<T>(read: (reader: ObjectReader) => T): Receive<T> {
  return async (answer) => {
    const value = await readJson(answer);
    try {
      const reader = new ObjectReader(value, "", answer.warn);
      const result = read(reader);
      reader.reportUnknown();
      return result;
    } catch (cause) {
      if (!(cause instanceof ShapeError)) throw cause;
      throw malformed(answer, cause.message, cause, false);
    }
  };
}

async function readJson(answer: Answer): Promise<unknown> {
  try {
    return JSON.parse(await readText(answer.body, MAX_JSON_BYTES));
  } catch (cause) {
    if (cause instanceof DigiSignerError) throw cause;
    if (cause instanceof OversizeError) throw malformed(answer, cause.message, cause, false);
    const type = answer.headers.get("content-type") ?? "no content type";
    // Not the cause: JSON.parse quotes the text, which may hold signing links. A page of a proxy passes by.
    throw malformed(answer, `the body (${type}) is no JSON in UTF-8`, undefined, answer.method === "GET");
  }
}

function malformed(answer: Answer, reason: string, cause: unknown, retryable: boolean): DigiSignerError {
  const { method, url, status } = answer;
  return new MalformedResponseError(
    `${method} ${url} answered ${status}, but ${reason}; check the base URL`,
    {
      method,
      url,
      status,
      retryable,
      outcomeUnknown: method !== "GET",
      cause,
    },
  );
}

/** A file on its way. Read the body or cancel it: until then it holds a connection. */
export interface Download {
  /** Fails with a ConnectionError or TimeoutError when it breaks off or stalls; read on demand. */
  readonly body: ReadableStream<Uint8Array>;
  readonly contentType: string | undefined;
  /** Bytes, when the server announced them. */
  readonly contentLength: number | undefined;
  /** The whole file in memory. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** The whole file in memory. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Hands the body on unread. */
export const asDownload: Receive<Download> = async ({ body, headers }) => {
  const arrayBuffer = (): Promise<ArrayBuffer> => new Response(body).arrayBuffer();
  return {
    body,
    contentType: headers.get("content-type") ?? undefined,
    contentLength: announcedLength(headers),
    arrayBuffer,
    bytes: async () => new Uint8Array(await arrayBuffer()),
  };
};

/** DigiSigner's answer to a delete or to added content is not documented: any body will do. */
export const asNothing: Receive<void> = async ({ body }) => {
  await body.cancel();
};
