// An answer's body that fails with the client's errors when it stalls, is cut short, or the caller aborts.
import type { Watch } from "./watch.ts";

export interface BodyWatch {
  readonly watch: Watch;
  /** Makes the client's error of whatever broke the body. */
  readonly toError: (cause: unknown) => unknown;
}

/** Bytes the headers announce; undefined when absent, or when fetch has decompressed the body. */
export function announcedLength(headers: Headers): number | undefined {
  const value = headers.get("content-length");
  if (value === null || !/^\d+$/.test(value) || headers.has("content-encoding")) return undefined;
  return Number(value);
}

/** Reads on demand only, so that a slow consumer is no stall and nothing piles up in memory. */
export function watchedBody(response: Response, { watch, toError }: BodyWatch): ReadableStream<Uint8Array> {
  const reader = response.body?.getReader();
  const announced = announcedLength(response.headers);
  let received = 0;

  const fail = (cause: unknown): never => {
    watch.close();
    // The connection is given up; a failure to say so changes nothing for the caller.
    reader?.cancel(cause).catch(() => undefined);
    throw toError(cause);
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await watch
          .guard(reader?.read() ?? Promise.resolve({ done: true as const, value: undefined }))
          .catch(fail);
        if (!chunk.done) {
          received += chunk.value.byteLength;
          controller.enqueue(chunk.value);
          return;
        }
        if (announced !== undefined && received !== announced) {
          fail(new Error(`the body ended after ${received} of ${announced} bytes`));
        }
        watch.close();
        controller.close();
      },
      async cancel(reason) {
        watch.close();
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
