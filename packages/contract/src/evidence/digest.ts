// SHA-256 with WebCrypto, which browsers and Node both have.

/** Lower-case hex. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** SHA-256 of bytes, or of a text in UTF-8, as lower-case hex. */
export const sha256Hex = async (content: Uint8Array | string): Promise<string> => {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content);
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
};
