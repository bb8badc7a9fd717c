// Proves that a downloaded PDF is the document that was sent, signed: parsed, sealed, as many pages, the same content.
import {
  type CompareReport,
  isPdfError,
  type PdfEngine,
  type PdfInfo,
  type SealReport,
} from "@creditnexus/pdf";
import type { CheckColumn } from "../../../db/schema.ts";

export type Evidence = {
  original: Uint8Array;
  signed: Uint8Array;
  /** Where signers were asked to write; covering what stands there is no difference. */
  expected: readonly { page: number; rectangle: readonly [number, number, number, number] }[];
  /** The tags' text was to be blanked, at places only DigiSigner knows. */
  hidesTextTags: boolean;
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

const checkSeal = (report: SealReport): CheckColumn => {
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
    case "unsigned":
      return warn("seal", "The file carries no digital signature");
    case "invalid": {
      const problems = report.seals.flatMap((seal) => seal.problems);
      return fail("seal", `The digital signature is broken: ${problems.join("; ") || "no reason given"}`);
    }
  }
};

/** Points by which a mark may stand out of its field. */
const MARGIN = 6;
const LONGEST_QUOTE = 300;

/** Words that were added where nobody was asked to write. The sandbox's own notes say what they are. */
const wordsElsewhere = (report: CompareReport, { expected, isSandbox }: Evidence): string[] =>
  report.additions.flatMap((addition) => {
    const text = addition.text?.trim() ?? "";
    if (text === "" || (isSandbox && /sandbox/i.test(text))) return [];
    const [x1, y1, x2, y2] = addition.rectangle;
    const isExpected = expected.some(({ page, rectangle: [left, bottom, right, top] }) => {
      const isWithin =
        x1 >= left - MARGIN && x2 <= right + MARGIN && y1 >= bottom - MARGIN && y2 <= top + MARGIN;
      return page === addition.page && isWithin;
    });
    return isExpected ? [] : [`“${text}” on page ${addition.page + 1}`];
  });

const checkAdditions = (report: CompareReport, evidence: Evidence): CheckColumn => {
  const words = wordsElsewhere(report, evidence);
  const kept = `Everything that was sent is there, with ${report.additions.length} additions`;
  if (words.length === 0) return pass("content", kept);
  const quoted = words.join(", ");
  const cut = quoted.length > LONGEST_QUOTE ? `${quoted.slice(0, LONGEST_QUOTE)}…` : quoted;
  // A signer without fields writes where they like: then the words are named, and only a person can judge them.
  if (evidence.expected.length === 0) return pass("content", `${kept}; added words: ${cut}`);
  return warn("content", `${kept}; words were added outside the signers' fields, read them: ${cut}`);
};

const checkContent = (report: CompareReport, evidence: Evidence): CheckColumn => {
  if (report.verdict === "same")
    return warn("content", "The content is as sent, and nothing was added to it");
  if (report.verdict === "same_with_additions") {
    return checkAdditions(report, evidence);
  }
  const reasons = report.differences.map((difference) => difference.reason).join("; ");
  const onlyCovered = report.differences.every((difference) => difference.kind === "covered");
  if (evidence.hidesTextTags && onlyCovered)
    return warn("content", `Text is covered, as hidden text tags are: ${reasons}`);
  return fail("content", `The content differs from what was sent: ${reasons}`);
};

/** A file that cannot be read is a finding; an engine that cannot work now is an error to try again. */
const unreadable = (name: string, error: unknown): CheckColumn => {
  if (isPdfError(error) && error.code !== "busy" && error.code !== "closed") return fail(name, error.message);
  throw error;
};

/** All checks that could be made; the first that fails hard ends them. */
export const proveDocument = async (pdf: PdfEngine, evidence: Evidence): Promise<CheckColumn[]> => {
  const { original, signed } = evidence;
  if (isSame(original, signed)) {
    return [fail("parse", "DigiSigner returned the unsigned document, byte for byte as it was sent")];
  }
  const opened = await pdf.open(signed).catch((error: unknown) => unreadable("parse", error));
  if ("outcome" in opened) return [opened];
  const checks = [pass("parse", `A readable PDF ${opened.pdfVersion}`)];
  checks.push(checkPages(await pdf.open(original), opened));
  checks.push(
    await pdf.checkSeals(signed).then(checkSeal, (error: unknown) => unreadable("seal", error)),
    await pdf.compare(original, signed, { expected: evidence.expected }).then(
      (report) => checkContent(report, evidence),
      (error: unknown) => unreadable("content", error),
    ),
  );
  return checks;
};
