// The bytes of a callback exactly as they came: for a download, and to be looked at where they are no text.

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const PER_LINE = 16;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** Offset, sixteen bytes in hexadecimal, and what of them is ASCII; as `hexdump -C` writes it. */
export const hexDump = (bytes: Uint8Array): string => {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += PER_LINE) {
    const line = [...bytes.subarray(offset, offset + PER_LINE)];
    const digits = line.map((byte) => hex(byte, 2)).join(" ");
    const text = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${hex(offset, 8)}  ${digits.padEnd(PER_LINE * 3 - 1)}  |${text}|`);
  }
  return lines.join("\n");
};
