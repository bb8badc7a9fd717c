// One exchange over a raw socket, and the headers that DigiSigner's official clients put on the wire.

/** One exchange. `{name}` in path and body stands for a value captured from an earlier answer. */
export interface Fixture {
  name: string;
  /** Whose request this is, or what fact it holds. */
  from: string;
  method: string;
  path: string;
  headers: readonly string[];
  /** Bytes as latin1; `@pdf`, `@form` and `@tags` stand for small PDFs: plain, with an AcroForm, with text tags. */
  body?: string;
  status: number;
  /** Text that the answer's body has to contain or match. */
  contains?: readonly (string | RegExp)[];
  /** Text that it must not contain. */
  lacks?: readonly string[];
  /** The answer is a file of this type instead of JSON. */
  type?: "application/pdf" | "text/plain";
  /** Header lines of the answer, as patterns on the whole head. */
  head?: readonly RegExp[];
  /** Captured name to the pattern whose first group is the value. */
  capture?: Readonly<Record<string, RegExp>>;
}

export const KEY = `Basic ${Buffer.from("sandbox-api-key:").toString("base64")}`;
export const KEY_WITHOUT_COLON = `Basic ${Buffer.from("sandbox-api-key").toString("base64")}`;
export const JAVA_JSON = [
  `Authorization: ${KEY}`,
  "Content-Type: application/json;charset=UTF-8",
  "Accept: application/json",
  "User-Agent: Java/1.8.0_392",
];
export const JAVA_GET = [
  `Authorization: ${KEY}`,
  "Accept: application/json;charset=UTF-8",
  "User-Agent: Java/1.8.0_392",
];
export const CSHARP_JSON = [
  `Authorization: ${KEY}`,
  "Content-Type: application/json",
  "Expect: 100-continue",
];
export const PHP_JSON = [
  `Authorization: ${KEY}`,
  "Content-Type: application/json",
  "Accept: */*",
  "Accept-Charset: UTF-8",
];
export const ID = /"document_id":"([^"]+)"/;
export const REQUEST_ID = /"signature_request_id":"([^"]+)"/;

/** A multipart body with one part, a small PDF. */
export function multipart(boundary: string, partHeaders: readonly string[], file = "@pdf"): string {
  return `--${boundary}\r\n${partHeaders.join("\r\n")}\r\n\r\n${file}\r\n--${boundary}--\r\n`;
}
