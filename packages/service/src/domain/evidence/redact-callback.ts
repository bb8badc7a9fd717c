// Takes out of a callback what not everybody who reads a bundle may have: signing links, and headers of unknown content.
import { createHash } from "node:crypto";

/** Headers that say what was posted and by which program; any other may hold a credential or an address. */
const KEPT_HEADERS = ["content-type", "content-length", "user-agent", "date"];

export const keptHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );

/** A string of JSON; the colon behind it makes it a key. */
const STRING = /"(?:[^"\\]|\\.)*"(\s*:)?/gs;
const LINK = /:\/\/|invitationid=/i;

const decoded = (literal: string): string => {
  try {
    return String(JSON.parse(Buffer.from(literal, "latin1").toString("utf8")));
  } catch (error) {
    if (error instanceof SyntaxError) return literal;
    throw error;
  }
};

/**
 * Each link becomes a mark with the SHA-256 of the link's own bytes between its quotes; every other byte stays. Whoever has
 * the links can put them back and gets the bytes as they were posted, with their SHA-256.
 */
export const withoutLinks = (body: Buffer): { body: Buffer; removed: number } => {
  let removed = 0;
  let key = "";
  // As Latin-1 each byte is a character, so that what stays is the same bytes.
  const text = body.toString("latin1").replaceAll(STRING, (whole: string, colon: string | undefined) => {
    const literal = colon === undefined ? whole : whole.slice(0, -colon.length);
    const value = decoded(literal);
    const isKey = colon !== undefined;
    const isLink = LINK.test(value) || (!isKey && key === "sign_document_url");
    if (isKey) key = value;
    if (!isLink) return whole;
    removed += 1;
    const hash = createHash("sha256")
      .update(Buffer.from(literal.slice(1, -1), "latin1"))
      .digest("hex");
    return `"[link removed, sha256 ${hash}]"${colon ?? ""}`;
  });
  return { body: removed === 0 ? body : Buffer.from(text, "latin1"), removed };
};
