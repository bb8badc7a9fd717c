// Makes the prefixed, time-ordered identifiers of our resources.
import { ID_PREFIXES, type IdKind } from "@creditnexus/contract";
import { idBytes } from "./id-bytes.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;

const timePart = (milliseconds: number): string => {
  let rest = milliseconds;
  let text = "";
  for (let index = 0; index < TIME_CHARACTERS; index++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** Sorts before every id of that millisecond and after those of earlier ones. */
export const idFloor = (kind: IdKind, at: Date): string =>
  `${ID_PREFIXES[kind]}_${timePart(Math.max(0, at.getTime()))}`;

const randomPart = (): string => {
  let text = "";
  for (const byte of idBytes(RANDOM_CHARACTERS)) text += ALPHABET.charAt(byte % 32);
  return text;
};

/** A new id such as `sig_01kb…`: a ULID in lower case behind the prefix of its kind; ids of later milliseconds sort later. */
export const newId = (kind: IdKind, at: Date): string =>
  `${ID_PREFIXES[kind]}_${timePart(at.getTime())}${randomPart()}`;
