// Writes the multipart body of an upload: one part `file`, built in memory or streamed chunk by chunk.
import type { StreamingRequestInit } from "../transport/request.ts";
import type { RequestBody, StreamBody } from "../transport/transport.ts";
import { type ChunkReader, openSource, type UploadSource } from "./upload-source.ts";

export interface FilePart {
  readonly filename: string;
  readonly contentType: string;
  /** Bytes of a stream, when known. */
  readonly size: number | undefined;
}

interface Frame {
  readonly contentType: string;
  readonly head: Uint8Array<ArrayBuffer>;
  readonly tail: Uint8Array<ArrayBuffer>;
}

function frame(part: FilePart): Frame {
  const boundary = `----creditnexus${crypto.randomUUID().replaceAll("-", "")}`;
  // As browsers do: only what would end the quoted string is escaped, the rest is UTF-8.
  const filename = part.filename.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
  const encoder = new TextEncoder();
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\n` +
    `Content-Type: ${part.contentType}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: encoder.encode(head),
    tail: encoder.encode(`\r\n--${boundary}--\r\n`),
  };
}

/** Files in memory travel with their length; streams with constant memory, except in browsers. */
export async function multipartBody(source: UploadSource, part: FilePart): Promise<RequestBody> {
  const { contentType, head, tail } = frame(part);
  if (source instanceof Blob) return { kind: "blob", contentType, blob: new Blob([head, source, tail]) };
  if (source instanceof Uint8Array) {
    return { kind: "blob", contentType, blob: new Blob([head, new Uint8Array(source), tail]) };
  }
  const reader = openSource(source);
  if (canStreamRequests()) return streamBody(reader, { contentType, head, tail }, part.size);
  return { kind: "blob", contentType, blob: new Blob([head, ...(await collect(reader)), tail]) };
}

function streamBody(
  reader: ChunkReader,
  { contentType, head, tail }: Frame,
  size: number | undefined,
): StreamBody {
  let progress = (): void => undefined;
  let failure: Error | undefined;
  let complete = false;
  let stopped: Error | undefined;
  let sent = 0;

  const stop = (reason: Error): void => {
    if (complete || stopped !== undefined) return;
    stopped = reason;
    // The call has ended with an error of its own, which a complaint of the source must not replace.
    reader.stop(reason).catch(() => undefined);
  };
  const fail = (cause: unknown): never => {
    failure = cause instanceof Error ? cause : new Error(String(cause), { cause });
    throw failure;
  };
  const nextChunk = async (): Promise<Uint8Array | undefined> => {
    const chunk = await reader.next().catch(fail);
    sent += chunk?.byteLength ?? 0;
    const isWrong = size !== undefined && (chunk === undefined ? sent !== size : sent > size);
    if (isWrong) {
      const error = new Error(`it has ${chunk === undefined ? sent : "more"} bytes, announced were ${size}`);
      stop(error);
      fail(error);
    }
    return chunk;
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(head),
      async pull(controller) {
        // A fetch may read on after a failed call, to the end of a stream that may have none.
        if (stopped !== undefined) throw stopped;
        progress();
        const chunk = await nextChunk();
        progress();
        if (chunk !== undefined) return controller.enqueue(chunk);
        controller.enqueue(tail);
        complete = true;
        controller.close();
      },
      cancel: () => stop(new Error("the upload was cancelled")),
    },
    { highWaterMark: 0 },
  );
  return {
    kind: "stream",
    contentType,
    length: size === undefined ? undefined : head.byteLength + size + tail.byteLength,
    stream,
    onProgress: (listener) => {
      progress = listener;
    },
    failure: () => failure,
    complete: () => complete,
    stop,
  };
}

async function collect(reader: ChunkReader): Promise<Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
    chunks.push(new Uint8Array(chunk));
  }
  return chunks;
}

/**
 * Asks without sending. Firefox and Safari would send a stream as the text "[object ReadableStream]"; Chromium
 * streams over HTTP/2 only. Runtimes without a browser's rules let the length be set, and stream anywhere.
 */
function canStreamRequests(): boolean {
  const init: StreamingRequestInit = {
    method: "POST",
    headers: { "content-length": "0" },
    body: new ReadableStream<Uint8Array<ArrayBuffer>>(),
    duplex: "half",
  };
  const { headers } = new Request("https://probe.invalid/", init);
  return headers.has("content-length") && !headers.has("content-type");
}
