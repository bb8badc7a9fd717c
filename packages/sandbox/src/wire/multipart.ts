// A forgiving multipart/form-data parser: part types, extra part headers and missing end lines do not matter.
import { SandboxError } from "../errors.ts";

/** One part of a form. */
export interface Part {
  name: string;
  filename?: string;
  type: string;
  bytes: Uint8Array;
}

const CRLF2 = Buffer.from("\r\n\r\n");

/** @throws SandboxError 400 when the body does not follow the boundary. */
export function parseMultipart(body: Uint8Array, boundary: string): Part[] {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = buffer.indexOf(delimiter);
  if (start < 0) throw broken(boundary);
  while (start >= 0) {
    const after = start + delimiter.length;
    if (buffer.subarray(after, after + 2).toString("latin1") === "--") return parts;
    const next = buffer.indexOf(`\r\n--${boundary}`, after);
    if (next < 0) throw broken(boundary);
    const part = parsePart(buffer.subarray(after, next));
    if (part) parts.push(part);
    start = next + 2;
  }
  return parts;
}

function parsePart(section: Buffer): Part | undefined {
  const headerEnd = section.indexOf(CRLF2);
  if (headerEnd < 0) return undefined;
  const headers = section.subarray(0, headerEnd).toString("utf8").split("\r\n");
  const disposition = headers.find((line) => /^content-disposition\s*:/i.test(line));
  if (!disposition) return undefined;
  const type = headers.find((line) => /^content-type\s*:/i.test(line));
  const filename = fileName(disposition);
  return {
    name: parameter(disposition, "name") ?? "",
    ...(filename === undefined ? {} : { filename }),
    type: type ? type.slice(type.indexOf(":") + 1).trim() : "application/octet-stream",
    bytes: section.subarray(headerEnd + CRLF2.length),
  };
}

function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`[;\\s]${name}\\s*=\\s*(?:"((?:\\\\"|[^"])*)"|([^;\\s]+))`, "i").exec(header);
  return match ? (match[1]?.replaceAll('\\"', '"') ?? match[2]) : undefined;
}

// RFC 5987 form, sent by some HTTP stacks for names outside ASCII; it wins over the plain form.
function fileName(header: string): string | undefined {
  const extended = /[;\s]filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header)?.[1];
  const plain = parameter(header, "filename");
  if (extended === undefined) return plain === undefined ? undefined : unescapeName(plain);
  try {
    return decodeURIComponent(extended);
  } catch {
    // Not percent-encoded after all: take it as it is rather than refuse the upload.
    return extended;
  }
}

// Browsers and undici escape quotes and line ends of a file name as %22, %0D and %0A.
function unescapeName(name: string): string {
  return name.replace(/%22/g, '"').replace(/%0D/gi, "\r").replace(/%0A/gi, "\n");
}

function broken(boundary: string): SandboxError {
  return new SandboxError(
    400,
    `The multipart body is incomplete: boundary "${boundary.slice(0, 70)}" is missing.`,
  );
}
