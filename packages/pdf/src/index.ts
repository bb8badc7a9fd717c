// The public face of @creditnexus/pdf.

export type {
  Addition,
  CompareOptions,
  CompareReport,
  CompareVerdict,
  Difference,
  DifferenceKind,
} from "./compare/compare-report.ts";
export type { PageInfo, PdfInfo } from "./document/page-info.ts";
export { createPdfEngine, type PdfEngine, type PdfEngineOptions } from "./engine/create-pdf-engine.ts";
export { DEFAULT_LIMITS, type PdfLimits } from "./engine/limits.ts";
export { isPdfError, PdfError, type PdfErrorCode } from "./errors.ts";
export type { AcroField, AcroFieldType, FieldValue, FillOptions, FillReport } from "./forms/acro-field.ts";
export type { Rectangle } from "./rectangle.ts";
export {
  type CertificateAuthority,
  createCertificateAuthority,
  issueSealCredential,
  type NewCertificate,
} from "./seal/certificate-authority.ts";
export type {
  CheckSealsOptions,
  SealCredential,
  SealDetails,
  SealOptions,
  SealReport,
  SealVerdict,
} from "./seal/seal-report.ts";
export type {
  BlankMark,
  CheckMark,
  Color,
  FontName,
  ImageMark,
  Mark,
  Segment,
  StampOptions,
  StampReport,
  StrokesMark,
  TextMark,
  WatermarkMark,
} from "./stamp/marks.ts";
export type { PageText, TextCharacter, TextRun } from "./text/page-text.ts";
