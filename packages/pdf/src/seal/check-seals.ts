// The `checkSeals` operation: every signature's integrity, reach, signer and trust, and one verdict over all.
import { type PDF, type PdfDict, type PdfObject, PdfString } from "@libpdf/core";
import { Certificate } from "pkijs";
import { load } from "../document/load.ts";
import { resolverOf } from "../document/pages.ts";
import type { OperationContext } from "../engine/operations.ts";
import { describeCertificate } from "./describe-certificate.ts";
import { judgeLaterChanges } from "./later-changes.ts";
import { parsePdfDate } from "./pdf-date.ts";
import { decodePem, encodePem } from "./pem.ts";
import type { CheckSealsOptions, SealDetails, SealReport, SealVerdict } from "./seal-report.ts";
import { readSignedRange } from "./signature-range.ts";
import { isTrusted, verifyCms } from "./verify-cms.ts";

const CHECKABLE = new Set(["ETSI.CAdES.detached", "adbe.pkcs7.detached", "ETSI.RFC3161"]);

export async function checkSeals(
  input: { pdf: Uint8Array; options: CheckSealsOptions },
  context: OperationContext,
): Promise<SealReport> {
  const pdf = await load(input.pdf, context);
  const trusted = (input.options.trustedCertificates ?? [])
    .flatMap((pem) => decodePem(pem, "CERTIFICATE"))
    .map((der) => Certificate.fromBER(der));
  const seals: SealDetails[] = [];
  for (const field of pdf.getForm()?.getSignatureFields() ?? []) {
    const signature = field.getSignatureDict();
    if (signature === null) continue;
    seals.push(await checkSeal(input.pdf, pdf, field.name, signature, trusted, context));
  }
  return { verdict: judge(seals), seals };
}

async function checkSeal(
  file: Uint8Array,
  pdf: PDF,
  field: string,
  signature: PdfDict,
  trusted: readonly Certificate[],
  context: OperationContext,
): Promise<SealDetails> {
  const subFilter = signature.getName("SubFilter")?.value ?? "";
  const base = {
    field,
    kind: subFilter === "ETSI.RFC3161" ? ("timestamp" as const) : ("signature" as const),
    subFilter,
    ...describeEntries(pdf, signature),
  };
  const range = readSignedRange(file, signature);
  if (typeof range === "string") return { ...base, ...UNCHECKED, problems: [range] };
  const reach = { coversWholeFile: range.end === file.length, bytesAfter: file.length - range.end };
  if (!CHECKABLE.has(subFilter)) {
    const problem = `Signatures of kind "${subFilter}" cannot be checked; ${[...CHECKABLE].join(", ")} can.`;
    return { ...base, ...UNCHECKED, ...reach, problems: [problem] };
  }
  const cms = await verifyCms(range.contents, range.signed, base.kind);
  const later = reach.coversWholeFile
    ? { kind: "none" as const, problems: [] }
    : await judgeLaterChanges(file, range.end, context);
  const signingTime = cms.signingTime ?? parsePdfDate(textOf(pdf, signature.get("M")));
  const certificate = cms.certificate;
  const valid = certificate !== undefined && signingTime !== undefined && isWithin(certificate, signingTime);
  return {
    ...base,
    ...reach,
    intact: cms.intact,
    certificatesPem: cms.chain.map((item) => encodePem(item.toSchema().toBER(), "CERTIFICATE")),
    laterChanges: later.kind,
    ...(cms.digestAlgorithm === undefined ? {} : { digestAlgorithm: cms.digestAlgorithm }),
    ...(certificate === undefined ? {} : describeCertificate(certificate)),
    ...(signingTime === undefined ? {} : { signingTime }),
    certificateValidAtSigning: valid,
    trusted:
      certificate !== undefined && valid && (await isTrusted(certificate, cms.chain, trusted, signingTime)),
    problems: [
      ...cms.problems,
      ...later.problems,
      ...(valid || certificate === undefined ? [] : ["The certificate was not valid at the signing time."]),
    ],
  };
}

const UNCHECKED = {
  intact: false,
  certificatesPem: [],
  coversWholeFile: false,
  bytesAfter: 0,
  laterChanges: "suspect",
  certificateValidAtSigning: false,
  trusted: false,
} as const;

function judge(seals: readonly SealDetails[]): SealVerdict {
  if (seals.length === 0) return "unsigned";
  const sound = (seal: SealDetails) =>
    seal.intact && seal.laterChanges !== "suspect" && seal.certificateValidAtSigning;
  if (!seals.every(sound)) return "invalid";
  return seals.every((seal) => seal.trusted) ? "valid" : "untrusted";
}

function describeEntries(pdf: PDF, signature: PdfDict) {
  const reason = textOf(pdf, signature.get("Reason"));
  const location = textOf(pdf, signature.get("Location"));
  const name = textOf(pdf, signature.get("Name"));
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
    ...(name === undefined ? {} : { name }),
  };
}

function textOf(pdf: PDF, object: PdfObject | undefined): string | undefined {
  const value = resolverOf(pdf)(object);
  return value instanceof PdfString ? value.asString() : undefined;
}

function isWithin(certificate: Certificate, at: Date): boolean {
  return certificate.notBefore.value <= at && at <= certificate.notAfter.value;
}
