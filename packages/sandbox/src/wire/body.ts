// Reads request bodies: bounded bytes, lenient JSON, multipart.
import { SandboxError } from "../errors.ts";
import { type Part, parseMultipart } from "./multipart.ts";

/** @throws SandboxError 413 as soon as more than `limit` bytes came. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > limit) throw tooLarge(limit);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not `for await`: it cancels the stream of a refused body, and undici then throws where nobody can catch it.
  const reader = request.body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > limit) throw tooLarge(limit);
      chunks.push(next.value);
    }
  } catch (cause) {
    if (cause instanceof SandboxError) throw cause;
    throw new SandboxError(400, "The request body ended before it was complete.", { cause });
  } finally {
    reader.releaseLock();
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

function tooLarge(limit: number): SandboxError {
  return new SandboxError(413, `The request is larger than ${limit} bytes. Send a smaller file.`);
}

/** Whatever its Content-Type says, except multipart: official clients differ too much to insist. */
export async function readJsonObject(request: Request, limit: number): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (/^multipart\//i.test(type)) {
    throw new SandboxError(415, `This call takes JSON, not "${type.split(";")[0]}".`);
  }
  return parseJsonObject(await readBytes(request, limit));
}

/** @throws SandboxError 400 when the bytes are not a JSON object. */
export function parseJsonObject(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new SandboxError(400, "The request body is not valid JSON.", {
      details: [{ message: cause instanceof Error ? cause.message : String(cause) }],
      cause,
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SandboxError(400, "The request body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}

/** @throws SandboxError 415 when the body is not multipart/form-data, 400 when it is broken. */
export async function readMultipart(request: Request, limit: number): Promise<Part[]> {
  const type = request.headers.get("content-type") ?? "";
  const boundary = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]+)"|([^;\s]+))/is.exec(type);
  if (!boundary) {
    throw new SandboxError(
      415,
      `This call takes multipart/form-data with a boundary, not "${type.slice(0, 100) || "nothing"}".`,
    );
  }
  return parseMultipart(await readBytes(request, limit), boundary[1] ?? boundary[2] ?? "");
}
