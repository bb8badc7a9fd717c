// Sorts what was added to a signed document: signatures, notices that say nothing, and words or pictures that nobody asked for.
import type { Addition, CompareReport } from "@creditnexus/pdf";

export type Box = readonly [number, number, number, number];

/** A place where a signer was asked to write. */
export type Place = {
  page: number;
  rectangle: Box;
  /** A signature without which the signer cannot have finished. */
  isNeeded: boolean;
  email: string;
};

export type Sorted = {
  /** Needed places in which nothing was written. */
  unsigned: Place[];
  /** Additions that can be somebody's signature or entry. */
  entries: number;
  /** Added words that say nothing of their own, such as the TEST watermark. */
  notices: string[];
  /** Added words outside the places. */
  words: string[];
  /** Pages on which pictures or drawings were added outside the places, counted from 1. */
  pictures: number[];
};

/** Points by which a mark may stand out of its place. */
const MARGIN = 6;

/**
 * DigiSigner marks what a TEST account uploads, with words that are not public, and may print its name and the ids of a
 * document. Whatever consists of these words alone cannot change an agreement; any other word makes it somebody's text.
 */
const VENDOR_NAMES = ["digisigner", "test", "demo", "trial", "sample", "watermark"];
const FILLERS = [
  "www",
  "com",
  "https",
  "mode",
  "testing",
  "version",
  "account",
  "document",
  "doc",
  "id",
  "page",
  "signed",
  "signature",
  "esignature",
  "electronically",
  "digitally",
  "with",
  "by",
  "via",
  "on",
  "at",
  "utc",
  "gmt",
  "audit",
  "trail",
];
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
const DATE_OR_TIME = /\d{4}-\d{2}-\d{2}|\d{2}[./]\d{2}[./]\d{4}|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?/g;

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

/** `signers` are names and addresses. */
export const isNotice = (text: string, signers: readonly string[], isSandbox: boolean): boolean => {
  // The sandbox's own notes say what they are, and bind nobody; a name may have the word in it.
  if (isSandbox && /sandbox/i.test(text) && wordsOf(text).length > 2) return true;
  let rest = text.toLowerCase();
  let names = 0;
  for (const signer of signers) {
    const name = signer.trim().toLowerCase();
    if (wordsOf(name).length < 2 || !rest.includes(name)) continue;
    rest = rest.replaceAll(name, " ");
    names += 1;
  }
  rest = rest.replaceAll(UUID, " ");
  // A date beside a name says when somebody signed; a date alone may be a term of the agreement.
  if (names > 0)
    rest = rest
      .replaceAll(/(?<=\d)t(?=\d)/g, " ")
      .replaceAll(DATE_OR_TIME, " ")
      .replaceAll(/\bz\b/g, " ");
  const words = wordsOf(rest);
  const isAnchored = names > 0 || words.some((word) => VENDOR_NAMES.includes(word));
  return isAnchored && words.every((word) => VENDOR_NAMES.includes(word) || FILLERS.includes(word));
};

const inOrder = ([x1, y1, x2, y2]: Box): Box => [
  Math.min(x1, x2),
  Math.min(y1, y2),
  Math.max(x1, x2),
  Math.max(y1, y2),
];

const isWithin = (addition: Addition, place: Place): boolean => {
  const [x1, y1, x2, y2] = addition.rectangle;
  const [left, bottom, right, top] = inOrder(place.rectangle);
  const fits = x1 >= left - MARGIN && x2 <= right + MARGIN && y1 >= bottom - MARGIN && y2 <= top + MARGIN;
  return addition.page === place.page && fits;
};

/** A signature may be larger than its field; its middle is where the signer was asked to write. */
const isCentredIn = (addition: Addition, place: Place): boolean => {
  const [x1, y1, x2, y2] = addition.rectangle;
  const [left, bottom, right, top] = inOrder(place.rectangle);
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return addition.page === place.page && x >= left && x <= right && y >= bottom && y <= top;
};

/** A widget of a digital signature and a link show no words of their own. */
const isWordless = ({ kind, text }: Addition): boolean =>
  kind === "image" ||
  kind === "drawing" ||
  (kind === "annotation" && (text === "Signature" || text === "Link"));

export const sortAdditions = (
  { additions }: Pick<CompareReport, "additions">,
  context: { places: readonly Place[]; pageCount: number; signers: readonly string[]; isSandbox: boolean },
): Sorted => {
  const { places, signers, isSandbox } = context;
  const sorted: Sorted = { unsigned: [], entries: 0, notices: [], words: [], pictures: [] };
  const entries: Addition[] = [];
  for (const addition of additions) {
    const text = addition.text?.trim() ?? "";
    const isHome = places.some((place) => isWithin(addition, place));
    if (isWordless(addition)) {
      entries.push(addition);
      if (
        !isHome &&
        addition.kind !== "annotation" &&
        !places.some((place) => isCentredIn(addition, place))
      ) {
        sorted.pictures.push(addition.page + 1);
      }
      continue;
    }
    if (text !== "" && !isHome && isNotice(text, [], isSandbox)) {
      sorted.notices.push(text);
      continue;
    }
    entries.push(addition);
    // What is filled into the PDF's own form stands where the original has a field for it.
    if (text === "" || isHome || addition.kind === "field_value" || isNotice(text, signers, isSandbox))
      continue;
    sorted.words.push(`“${text}” on page ${addition.page + 1}`);
  }
  sorted.entries = entries.length;
  sorted.unsigned = places.filter(
    (place) =>
      place.isNeeded && place.page < context.pageCount && !entries.some((entry) => isCentredIn(entry, place)),
  );
  sorted.pictures = [...new Set(sorted.pictures)];
  return sorted;
};
