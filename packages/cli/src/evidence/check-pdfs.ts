// Looks into the PDFs of a bundle: the seals of the signed ones, and whether they show what the originals showed.
import type { EvidenceFinding, EvidenceManifest } from "@creditnexus/contract";
import type { CompareReport, PdfEngine, SealReport } from "@creditnexus/pdf";
import { isPdfError } from "@creditnexus/pdf";

type Bundle = ReadonlyMap<string, Uint8Array>;
type Judged = Pick<EvidenceFinding, "outcome" | "detail">;

const judgeSeals = (path: string, { verdict, seals }: SealReport): Judged => {
  const names = seals.map((seal) => seal.signer ?? seal.field).join(", ");
  switch (verdict) {
    case "valid":
    case "untrusted":
      return { outcome: "pass", detail: `The seal of ${path} is intact; sealed by ${names}` };
    case "unsigned":
      return { outcome: "warn", detail: `${path} carries no seal; only the desk answers for it` };
    case "invalid": {
      const problems = seals.flatMap((seal) => seal.problems).join(" ");
      return { outcome: "fail", detail: `The seal of ${path} is broken: ${problems || "no reason given"}` };
    }
  }
};

const judgeContent = (path: string, report: CompareReport, hidesTextTags: boolean): Judged => {
  if (report.verdict === "same") return { outcome: "warn", detail: `${path} shows nothing but the original` };
  if (report.verdict === "same_with_additions") {
    const count = report.additions.length;
    return { outcome: "pass", detail: `${path} shows all of the original, with ${count} additions` };
  }
  const reasons = report.differences.map((difference) => difference.reason).join("; ");
  const onlyCovered = report.differences.every((difference) => difference.kind === "covered");
  if (hidesTextTags && onlyCovered)
    return { outcome: "warn", detail: `${path} covers text, as hidden text tags are: ${reasons}` };
  return { outcome: "fail", detail: `${path} does not show what was sent: ${reasons}` };
};

/** A file that cannot be read is a finding; an engine that does not work is an error. */
const unreadable =
  (path: string) =>
  (error: unknown): Judged => {
    if (!isPdfError(error) || error.code === "busy" || error.code === "closed") throw error;
    return { outcome: "fail", detail: `${path} cannot be judged: ${error.message}` };
  };

export const checkPdfs = async (
  engine: PdfEngine,
  files: Bundle,
  manifest: Pick<EvidenceManifest, "documents" | "hides_text_tags">,
): Promise<EvidenceFinding[]> => {
  const findings: EvidenceFinding[] = [];
  for (const { original, signed: path, places } of manifest.documents) {
    const [before, after] = [files.get(original), path === null ? undefined : files.get(path)];
    if (path === null || before === undefined || after === undefined) continue;
    const seal = await engine.checkSeals(after).then((report) => judgeSeals(path, report), unreadable(path));
    const content = await engine
      .compare(before, after, { expected: places })
      .then((report) => judgeContent(path, report, manifest.hides_text_tags), unreadable(path));
    findings.push({ check: "seal", path, ...seal }, { check: "content", path, ...content });
  }
  return findings;
};
