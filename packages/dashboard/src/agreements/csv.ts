// Writes agreements as the CSV that the service's export has.
import { type Signature, signatureCsvHead, signatureCsvLine } from "@creditnexus/contract";

export const csvOf = (signatures: readonly Signature[]): string =>
  signatureCsvHead + signatures.map(signatureCsvLine).join("");
