// Finds every token of the original in the signed page: the same thing, at the same place, in the same order.
import type { Token } from "./tokens.ts";

export interface Match {
  /** For each original token, the index of its counterpart in the signed page, or -1. */
  readonly counterpart: readonly number[];
  /** Signed tokens with no counterpart in the original. */
  readonly added: readonly number[];
}

/** Half a point: writers round numbers, and no reader sees the difference. */
const TOLERANCE = 0.5;

export function matchTokens(original: readonly Token[], signed: readonly Token[]): Match {
  const candidates = indexByIdentity(signed);
  const taken = new Uint8Array(signed.length);
  let cursor = -1;
  const counterpart = original.map((token) => {
    const indexes = candidates.get(token.identity);
    if (indexes === undefined) return -1;
    const found = find(indexes, token, signed, taken, cursor) ?? find(indexes, token, signed, taken, -1);
    if (found === undefined) return -1;
    taken[found] = 1;
    cursor = Math.max(cursor, found);
    return found;
  });
  return { counterpart, added: Array.from(signed.keys()).filter((index) => taken[index] === 0) };
}

interface Indexes {
  readonly list: number[];
  /** Everything before this place in the list is taken. */
  first: number;
}

function indexByIdentity(tokens: readonly Token[]): Map<string, Indexes> {
  const byIdentity = new Map<string, Indexes>();
  for (const [index, token] of tokens.entries()) {
    const entry = byIdentity.get(token.identity);
    if (entry === undefined) byIdentity.set(token.identity, { list: [index], first: 0 });
    else entry.list.push(index);
  }
  return byIdentity;
}

/** The first free token after `after` that stands where `token` stood. */
function find(
  indexes: Indexes,
  token: Token,
  signed: readonly Token[],
  taken: Uint8Array,
  after: number,
): number | undefined {
  while (taken[indexes.list[indexes.first] ?? -1] === 1) indexes.first += 1;
  for (let at = indexes.first; at < indexes.list.length; at += 1) {
    const index = indexes.list[at] ?? -1;
    const other = signed[index];
    if (index > after && taken[index] === 0 && other !== undefined && standsAt(token, other)) return index;
  }
  return undefined;
}

function standsAt(a: Token, b: Token): boolean {
  if (a.place.length !== b.place.length) return false;
  return a.place.every((value, index) => Math.abs(value - (b.place[index] ?? Number.NaN)) <= TOLERANCE);
}
