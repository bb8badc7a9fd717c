// Proves that a downloaded PDF is the document that was sent, signed: parsed, sealed, as many pages, the same content.
import {
  type CompareReport,
  isPdfError,
  type PdfEngine,
  type PdfInfo,
  type SealReport,
} from "@creditnexus/pdf";
import type { CheckColumn } from "../../../db/schema.ts";
import { type Place, sortAdditions } from "./additions.ts";
import { tagBoxes } from "./text-tags.ts";

export type Evidence = {
  original: Uint8Array;
  signed: Uint8Array;
  /** Where signers were asked to write; covering what stands there is no difference. */
  places: readonly Place[];
  /** Every signer has places, and they are all that there are: whatever stands elsewhere is nobody's entry. */
  arePlacesKnown: boolean;
  /** A bundle whose signers place their signature on whichever document they like. */
  mayBeSignedElsewhere: boolean;
  /** Names and addresses, which a signature may spell out. */
  signers: readonly string[];
  /** Text tags were to become fields, whose text is drawn over or blanked. */
  usesTextTags: boolean;
  /** The sandbox writes notes of its own onto the paper. */
  isSandbox: boolean;
};

const pass = (name: string, detail: string): CheckColumn => ({ name, outcome: "pass", detail });
const warn = (name: string, detail: string): CheckColumn => ({ name, outcome: "warn", detail });
const fail = (name: string, detail: string): CheckColumn => ({ name, outcome: "fail", detail });

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const checkPages = (original: PdfInfo, signed: PdfInfo): CheckColumn => {
  if (original.pageCount !== signed.pageCount) {
    return fail("pages", `${original.pageCount} pages were sent, ${signed.pageCount} came back`);
  }
  const changed = original.pages.findIndex((page, index) => {
    const other = signed.pages[index];
    const differs = (a: number, b: number | undefined): boolean => b === undefined || Math.abs(a - b) > 0.5;
    return differs(page.width, other?.width) || differs(page.height, other?.height);
  });
  if (changed !== -1) return fail("pages", `Page ${changed + 1} came back with another size`);
  return pass("pages", `All ${signed.pageCount} pages came back with their sizes`);
};

const checkSeal = (report: SealReport, { isSandbox }: Evidence): CheckColumn => {
  const names = report.seals.map((seal) => seal.signer ?? seal.field).join(", ");
  switch (report.verdict) {
    case "valid":
      return pass(
        "seal",
        `Digitally signed by ${names}; the signature is intact and its certificate trusted`,
      );
    case "untrusted":
      return pass(
        "seal",
        `Digitally signed by ${names}; the signature is intact, its authority is none that this desk knows`,
      );
    case "unsigned": {
      const missing = "The file carries no digital signature";
      // Whether DigiSigner seals is not public.
      if (!isSandbox) return warn("seal", missing);
      return fail("seal", `${missing}, and the sandbox seals what everybody has signed`);
    }
    case "invalid": {
      const problems = report.seals.flatMap((seal) => seal.problems);
      return fail("seal", `The digital signature is broken: ${problems.join("; ") || "no reason given"}`);
    }
  }
};

const LONGEST_QUOTE = 300;

const quote = (texts: readonly string[]): string => {
  const quoted = texts.join(", ");
  return quoted.length > LONGEST_QUOTE ? `${quoted.slice(0, LONGEST_QUOTE)}…` : quoted;
};

type Signed = { pageCount: number; isSealed: boolean };
type Judged = CheckColumn & { isUnsigned?: boolean };

const checkAdditions = (report: CompareReport, signed: Signed, evidence: Evidence): Judged => {
  const { unsigned, entries, notices, words, pictures } = sortAdditions(report, {
    ...evidence,
    pageCount: signed.pageCount,
  });
  const kept = "Everything that was sent is there";
  if (unsigned.length > 0) {
    const empty = unsigned.map((place) => `that of ${place.email} on page ${place.page + 1}`).join(", ");
    const check = fail("content", `${kept}, but nothing was written into signature fields: ${empty}`);
    return { ...check, isUnsigned: true };
  }
  if (entries === 0) {
    const only = notices.length === 0 ? "nothing" : `only notices (${quote(notices)})`;
    const detail = `${kept}, but ${only} was added: nobody's signature is on it`;
    // Who signs a bundle without fields may sign one of its documents for all; then the seal says that it was signed.
    const isElsewhere = evidence.mayBeSignedElsewhere && signed.isSealed;
    if (isElsewhere) return warn("content", `${detail}, which a bundle allows`);
    return { ...fail("content", detail), isUnsigned: true };
  }
  const counted = `${kept}, with ${report.additions.length} additions`;
  // A signer without fields writes where they like: then the words are named, and only a person can judge them.
  if (words.length > 0 && !evidence.arePlacesKnown) {
    return pass("content", `${counted}; added words: ${quote(words)}`);
  }
  if (words.length > 0) {
    return fail("content", `${kept}, but words were added outside the signers' fields: ${quote(words)}`);
  }
  if (pictures.length > 0 && evidence.arePlacesKnown) {
    const pages = pictures.join(", ");
    return warn(
      "content",
      `${counted}; something was drawn outside the signers' fields, look at page ${pages}`,
    );
  }
  return pass("content", counted);
};

const checkContent = (report: CompareReport, signed: Signed, evidence: Evidence): Judged => {
  if (report.verdict !== "different") return checkAdditions(report, signed, evidence);
  const reasons = report.differences.map((difference) => difference.reason).join("; ");
  return fail("content", `The content differs from what was sent: ${reasons}`);
};

/** A file that cannot be read is a finding; an engine that cannot work now is an error to try again. */
const unreadable = (name: string, error: unknown): CheckColumn => {
  if (isPdfError(error) && error.code !== "busy" && error.code !== "closed") return fail(name, error.message);
  throw error;
};

export type Proof = {
  checks: CheckColumn[];
  /** It shows all that was sent and no signature: DigiSigner may not have finished it yet. */
  isUnsigned: boolean;
};

/** All checks that could be made; the first that fails hard ends them. */
export const proveDocument = async (pdf: PdfEngine, evidence: Evidence): Promise<Proof> => {
  const { original, signed } = evidence;
  if (isSame(original, signed)) {
    const check = fail("parse", "DigiSigner returned the unsigned document, byte for byte as it was sent");
    return { checks: [check], isUnsigned: true };
  }
  const opened = await pdf.open(signed).catch((error: unknown) => unreadable("parse", error));
  if ("outcome" in opened) return { checks: [opened], isUnsigned: false };
  const checks = [pass("parse", `A readable PDF ${opened.pdfVersion}`)];
  checks.push(checkPages(await pdf.open(original), opened));
  const seal = await pdf.checkSeals(signed).then(
    (report) => checkSeal(report, evidence),
    (error: unknown) => unreadable("seal", error),
  );
  const facts = { pageCount: opened.pageCount, isSealed: seal.outcome === "pass" };
  const tags = evidence.usesTextTags ? tagBoxes(await pdf.text(original)) : [];
  const { isUnsigned, ...content } = await pdf
    .compare(original, signed, { expected: [...evidence.places, ...tags] })
    .then(
      (report) => checkContent(report, facts, evidence),
      (error: unknown): Judged => unreadable("content", error),
    );
  return { checks: [...checks, seal, content], isUnsigned: isUnsigned === true };
};
