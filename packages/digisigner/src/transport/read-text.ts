// Reads a body as UTF-8 text, up to a limit.

/** The body is longer than the limit. */
export class OversizeError extends Error {
  override readonly name = "OversizeError";
}

export async function readText(body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = body.getReader();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      const error = new OversizeError(`the body is longer than ${limit} bytes`);
      await reader.cancel(error);
      throw error;
    }
    text += decoder.decode(value, { stream: true });
  }
}
