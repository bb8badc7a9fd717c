// JSON as DigiSigner's official clients can read it: ASCII only, no nulls, one piece with its length.
import { SandboxError } from "../errors.ts";

/** Serialises without null and undefined members, non-ASCII characters escaped. */
export function wireJson(value: unknown): string {
  const text =
    JSON.stringify(value, (_key, member: unknown) => (member === null ? undefined : member)) ?? "{}";
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export function jsonResponse(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  const body = wireJson(value);
  return new Response(body, {
    status,
    headers: { "content-type": "application/json", "content-length": String(body.length), ...headers },
  });
}

/** The documented error body; anything unexpected becomes a 500 that says nothing of our insides. */
export function errorResponse(error: unknown): Response {
  if (!(error instanceof SandboxError)) {
    return jsonResponse({ message: "The sandbox failed to handle this call; its log says why." }, 500);
  }
  const errors = error.details.map(({ message, fieldId }) => ({ message, field_id: fieldId }));
  const body = errors.length > 0 ? { message: error.message, errors } : { message: error.message };
  return jsonResponse(body, error.status, error.headers);
}

/** Bytes with their length. */
export function bytesResponse(
  bytes: Uint8Array,
  type: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(new Uint8Array(bytes), {
    status: 200,
    headers: {
      "content-type": type,
      "content-length": String(bytes.byteLength),
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
