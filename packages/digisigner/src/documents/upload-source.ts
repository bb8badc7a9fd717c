// The kinds of file an upload takes, each as chunks of bytes.

/** A file in memory, or a stream of its bytes: a web stream, a Node stream, any async generator. */
export type UploadSource = Blob | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Reads the chunks of a stream one by one. */
export interface ChunkReader {
  /** Undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Tells the source that no more is wanted. */
  stop(reason: unknown): Promise<void>;
}

export function openSource(source: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>): ChunkReader {
  if (isWebStream(source)) {
    const reader = source.getReader();
    return {
      next: async () => checked((await reader.read()).value),
      stop: (reason) => reader.cancel(reason),
    };
  }
  const iterator = source[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await iterator.next();
      return done ? undefined : checked(value);
    },
    stop: async () => {
      await iterator.return?.();
    },
  };
}

// Safari's web streams are no async iterables, so this question comes first.
function isWebStream(source: object): source is ReadableStream<Uint8Array> {
  return "getReader" in source && typeof source.getReader === "function";
}

function checked(chunk: unknown): Uint8Array | undefined {
  if (chunk === undefined || chunk instanceof Uint8Array) return chunk;
  throw new TypeError(`the stream gave a ${typeof chunk}; give a stream of Uint8Array, without an encoding`);
}
