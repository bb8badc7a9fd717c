// Asks for a collection when decoded images have piled up outside of the heap.

const PILED_UP_BYTES = 128 * 1024 * 1024;

/** Does nothing where the process was not started with --expose-gc. */
export function freeMemory(): void {
  if (process.memoryUsage().arrayBuffers > PILED_UP_BYTES) globalThis.gc?.();
}
