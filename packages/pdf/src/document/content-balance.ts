// Counts how many graphics states a content stream leaves open, so that what is appended starts from a clean one.

export interface Balance {
  /** `q` operators needed in front so that no `Q` of the content takes ours. */
  readonly missing: number;
  /** States still open at the end, those put in front included. */
  readonly open: number;
}

const CODE = {
  lf: 10,
  cr: 13,
  percent: 37,
  open: 40,
  close: 41,
  less: 60,
  greater: 62,
  backslash: 92,
} as const;

/** Scans decoded content; strings, comments and inline images are passed over. */
export function balanceOf(content: Uint8Array): Balance {
  let depth = 0;
  let lowest = 0;
  let position = 0;
  while (position < content.length) {
    const byte = content[position] ?? 0;
    if (byte === CODE.percent) position = skipComment(content, position);
    else if (byte === CODE.open) position = skipString(content, position);
    else if (byte === CODE.less && content[position + 1] !== CODE.less) position = skipHex(content, position);
    else if (!isRegular(byte)) position += 1;
    else {
      const end = endOfToken(content, position);
      const token = end - position <= 2 ? String.fromCharCode(...content.subarray(position, end)) : "";
      position = end;
      if (token === "q") depth += 1;
      if (token === "Q") depth -= 1;
      if (token === "ID") position = skipInlineImage(content, position);
      lowest = Math.min(lowest, depth);
    }
  }
  return { missing: -lowest, open: depth - lowest };
}

const DELIMITERS = new Set("()<>[]{}/%".split("").map((char) => char.charCodeAt(0)));

function isBlank(byte: number): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
}

function isRegular(byte: number): boolean {
  return !isBlank(byte) && !DELIMITERS.has(byte);
}

function endOfToken(content: Uint8Array, start: number): number {
  let end = start;
  while (end < content.length && isRegular(content[end] ?? 0)) end += 1;
  return end;
}

function skipComment(content: Uint8Array, start: number): number {
  let end = start;
  while (end < content.length && content[end] !== CODE.lf && content[end] !== CODE.cr) end += 1;
  return end;
}

function skipString(content: Uint8Array, start: number): number {
  let nesting = 0;
  for (let end = start; end < content.length; end += 1) {
    const byte = content[end];
    if (byte === CODE.backslash) end += 1;
    else if (byte === CODE.open) nesting += 1;
    else if (byte === CODE.close) {
      nesting -= 1;
      if (nesting === 0) return end + 1;
    }
  }
  return content.length;
}

function skipHex(content: Uint8Array, start: number): number {
  const end = content.indexOf(CODE.greater, start);
  return end === -1 ? content.length : end + 1;
}

/** The image's bytes end at `EI` between blanks. */
function skipInlineImage(content: Uint8Array, start: number): number {
  for (let at = start + 1; at < content.length; at += 1) {
    const ends = content[at] === 69 && content[at + 1] === 73;
    if (ends && isBlank(content[at - 1] ?? 0) && (at + 2 >= content.length || isBlank(content[at + 2] ?? 0)))
      return at + 2;
  }
  return content.length;
}
