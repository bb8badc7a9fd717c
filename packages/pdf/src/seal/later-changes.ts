// Judges what was appended to a file after it was signed: does it still show what was signed?

import { compare } from "../compare/compare.ts";
import type { Addition } from "../compare/compare-report.ts";
import { load } from "../document/load.ts";
import type { OperationContext } from "../engine/operations.ts";

export interface LaterChanges {
  readonly kind: "permitted" | "suspect";
  readonly problems: readonly string[];
}

/** The first `end` bytes are the file as it was signed. Later signatures and validation data show nothing new. */
export async function judgeLaterChanges(
  file: Uint8Array,
  end: number,
  context: OperationContext,
): Promise<LaterChanges> {
  const before = file.subarray(0, end);
  const report = await compare({ original: before, signed: file, options: {} }, context);
  const later = (await countSignatures(file, context)) - (await countSignatures(before, context));
  const fields = report.additions.filter(isSignatureField);
  // A signature field without a signature is a drawing like any other.
  const shows =
    fields.length > later ? report.additions : report.additions.filter((one) => !isSignatureField(one));
  if (report.verdict !== "different" && shows.length === 0) return { kind: "permitted", problems: [] };
  const shown =
    report.verdict === "different"
      ? report.differences.map((difference) => difference.reason)
      : shows.map((addition) => `${addition.kind} on page ${addition.page + 1}`);
  return {
    kind: "suspect",
    problems: [`The file was changed after this signature: ${shown.slice(0, 5).join("; ")}.`],
  };
}

function isSignatureField({ kind, text }: Addition): boolean {
  return kind === "annotation" && text === "Signature";
}

async function countSignatures(file: Uint8Array, context: OperationContext): Promise<number> {
  const fields = (await load(file, context)).getForm()?.getSignatureFields() ?? [];
  return fields.filter((field) => field.getSignatureDict() !== null).length;
}
