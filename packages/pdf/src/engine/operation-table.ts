// Every operation with what goes in and what comes out, as both cross the channel between parent and child.
import type { CompareOptions, CompareReport } from "../compare/compare-report.ts";
import type { PdfInfo } from "../document/page-info.ts";
import type { AcroField, FieldValue, FillReport } from "../forms/acro-field.ts";
import type { CheckSealsOptions, SealOptions, SealReport } from "../seal/seal-report.ts";
import type { Mark, StampReport } from "../stamp/marks.ts";
import type { PageText } from "../text/page-text.ts";

/** Every operation with what goes in and what comes out, as both cross the channel between parent and child. */
export interface Operations {
  open: { input: { pdf: Uint8Array }; output: PdfInfo };
  text: { input: { pdf: Uint8Array }; output: readonly PageText[] };
  stamp: {
    input: { pdf: Uint8Array; marks: readonly Mark[]; fontFiles: readonly string[] };
    output: { pdf: Uint8Array; report: StampReport };
  };
  formFields: { input: { pdf: Uint8Array }; output: readonly AcroField[] };
  fillForm: {
    input: { pdf: Uint8Array; values: readonly FieldValue[] };
    output: { pdf: Uint8Array; report: FillReport };
  };
  seal: { input: { pdf: Uint8Array; options: SealOptions }; output: Uint8Array };
  checkSeals: { input: { pdf: Uint8Array; options: CheckSealsOptions }; output: SealReport };
  compare: {
    input: { original: Uint8Array; signed: Uint8Array; options: CompareOptions };
    output: CompareReport;
  };
}
