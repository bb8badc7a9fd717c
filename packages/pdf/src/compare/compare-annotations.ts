// Compares links, notes and form fields by what they are and where they stand; their looks are compared as drawing.
import { area, type Rectangle } from "../rectangle.ts";
import type { Addition, Difference } from "./compare-report.ts";
import type { ComparedAnnotation } from "./read-page.ts";

export interface AnnotationComparison {
  readonly differences: readonly Difference[];
  readonly additions: readonly Addition[];
  /** Annotations listed here as a whole, so that what they draw is not listed again. */
  readonly addedIds: ReadonlySet<string>;
}

export function compareAnnotations(
  page: number,
  original: readonly ComparedAnnotation[],
  signed: readonly ComparedAnnotation[],
): AnnotationComparison {
  const left = [...original];
  const added: ComparedAnnotation[] = [];
  const differences: Difference[] = [];
  for (const annotation of signed) {
    const index = left.findIndex((candidate) => isSame(candidate, annotation));
    const [before] = index === -1 ? [] : left.splice(index, 1);
    if (before === undefined) added.push(annotation);
    else if (before.target !== annotation.target) differences.push(retargeted(page, before, annotation));
  }
  differences.push(...added.filter(isPrinted).map((annotation) => printedOnly(page, annotation)));
  return {
    differences,
    additions: added.filter(isShown).map((annotation) => ({
      page,
      kind: "annotation",
      rectangle: annotation.rectangle,
      text: annotation.isSignature ? "Signature" : annotation.subtype,
    })),
    addedIds: new Set(added.map((annotation) => annotation.id)),
  };
}

function isSame(a: ComparedAnnotation, b: ComparedAnnotation): boolean {
  return a.subtype === b.subtype && a.field === b.field && near(a.rectangle, b.rectangle);
}

function near(a: Rectangle, b: Rectangle): boolean {
  return a.every((value, index) => Math.abs(value - (b[index] ?? Number.NaN)) <= 0.5);
}

/** Signatures are mostly fields of no size. */
function isShown(annotation: ComparedAnnotation): boolean {
  return !annotation.hidden && area(annotation.rectangle) > 0;
}

function isPrinted({ printedOnly, rectangle }: ComparedAnnotation): boolean {
  return printedOnly && area(rectangle) > 0;
}

/** What it covers cannot be told from what is seen on the screen. */
function printedOnly(page: number, { subtype, rectangle }: ComparedAnnotation): Difference {
  const reason = `Page ${page + 1}: an annotation (${subtype}) was added that shows on paper only.`;
  return { page, kind: "annotation_changed", rectangle, reason };
}

function retargeted(page: number, before: ComparedAnnotation, after: ComparedAnnotation): Difference {
  return {
    page,
    kind: "annotation_changed",
    rectangle: after.rectangle,
    reason: `Page ${page + 1}: a link that led to ${before.target || "nowhere"} now leads to ${after.target || "nowhere"}.`,
  };
}
