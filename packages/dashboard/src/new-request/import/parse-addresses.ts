// Reads signers from whatever people paste: mail headers, spreadsheet rows, or one address per line.
import { AGREEMENT_ROLES } from "../agreement-roles.ts";

export interface ParsedSigner {
  name: string;
  email: string;
  role: string;
}

export interface ParsedAddresses {
  signers: ParsedSigner[];
  /** Pieces without an address, as they were pasted. */
  unread: string[];
}

const ADDRESS = /[^\s<>,;"'()[\]]+@[^\s<>,;"'()[\]]+\.[^\s<>,;"'()[\].]{2,}/g;

const roleOf = (word: string): string | undefined =>
  AGREEMENT_ROLES.find((role) => role.toLowerCase() === word.trim().toLowerCase());

const clean = (word: string): string => word.replaceAll(/["'<>()]/g, "").trim();

/** One piece with exactly one address: what is left of it is a name, a role, or both. */
const signerOf = (piece: string, email: string): ParsedSigner => {
  const quoted = /"([^"]+)"/.exec(piece)?.[1]?.trim();
  if (quoted !== undefined) {
    const rest = signerOf(piece.replace(`"${quoted}"`, ""), email);
    return { name: quoted, email, role: rest.role || rest.name };
  }
  const words = piece
    .replace(email, "\t")
    .split(/[\t,;]+/)
    .map(clean)
    .filter((word) => word !== "");
  const role = words.find((word) => roleOf(word) !== undefined);
  const [name = "", other = ""] = words.filter((word) => word !== role);
  return { name, email, role: role === undefined ? other : (roleOf(role) ?? "") };
};

/** Each address once, in the order pasted; `Jane Doe <jane@bank.com>`, `Jane Doe, jane@bank.com, Lender` and so on. */
export const parseAddresses = (text: string): ParsedAddresses => {
  const signers: ParsedSigner[] = [];
  const unread: string[] = [];
  const seen = new Set<string>();
  const take = (piece: string, email: string) => {
    if (seen.has(email.toLowerCase())) return;
    seen.add(email.toLowerCase());
    signers.push(signerOf(piece, email));
  };
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== "")) {
    const found = line.match(ADDRESS) ?? [];
    if (found.length === 1 && found[0] !== undefined) {
      take(line, found[0]);
      continue;
    }
    for (const piece of found.length === 0 ? [line] : line.split(/[,;]+/)) {
      const email = piece.match(ADDRESS)?.[0];
      if (email !== undefined) take(piece, email);
      else if (piece.trim() !== "") unread.push(piece.trim());
    }
  }
  return { signers, unread };
};
