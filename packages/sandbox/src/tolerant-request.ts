// Rescues requests that Node's parser refuses because the address has raw blanks: official clients do not encode ids.

/** A GET or DELETE without a body. */
export interface RescuedRequest {
  method: string;
  /** Path and query, encoded. */
  target: string;
  headers: Headers;
}

const REQUEST_LINE = /^(GET|DELETE) (\/.*[^ ]) HTTP\/1\.[01]$/;

/** What the packet asks for, when a raw blank in its address is all that is wrong with it. */
export function rescueRequest(packet: Uint8Array): RescuedRequest | undefined {
  const text = new TextDecoder().decode(packet);
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [line = "", ...headerLines] = text.slice(0, end).split("\r\n");
  const [, method, target] = REQUEST_LINE.exec(line) ?? [];
  if (method === undefined || target === undefined || !target.includes(" ")) return undefined;
  const headers = new Headers();
  for (const header of headerLines) {
    const colon = header.indexOf(":");
    if (!/^[\w-]+$/.test(header.slice(0, colon))) return undefined;
    try {
      headers.append(header.slice(0, colon), header.slice(colon + 1).trim());
    } catch {
      // A value that no header may have: not merely a blank, so this stays malformed.
      return undefined;
    }
  }
  return { method, target: target.replaceAll(" ", "%20"), headers };
}
