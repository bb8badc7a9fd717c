// The `compare` operation: proves that a signed file still shows everything its original showed.
import type { PDF } from "@libpdf/core";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { load } from "../document/load.ts";
import { describePage } from "../document/pages.ts";
import type { OperationContext } from "../engine/operations.ts";
import { PdfError } from "../errors.ts";
import { moved, normalise, type Rectangle, rounded } from "../rectangle.ts";
import { withView } from "../view/open-view.ts";
import { comparePage } from "./compare-page.ts";
import type { Addition, CompareOptions, CompareReport, Difference } from "./compare-report.ts";
import { documentActions } from "./document-actions.ts";
import { type ComparedPage, readPage } from "./read-page.ts";

interface Side {
  readonly pdf: PDF;
  readonly view: PDFDocumentProxy;
}

export async function compare(
  input: { original: Uint8Array; signed: Uint8Array; options: CompareOptions },
  context: OperationContext,
): Promise<CompareReport> {
  const { original, signed, options } = input;
  const originalBytesKept = Buffer.compare(original, signed.subarray(0, original.length)) === 0;
  if (originalBytesKept && original.length === signed.length) {
    return { verdict: "same", differences: [], additions: [], originalBytesKept };
  }
  const [before, after] = [await load(original, context), await load(signed, context)];
  const { differences, additions } = await withView(original, { images: true }, (originalView) =>
    withView(signed, { images: true }, (signedView) =>
      compareSides({ pdf: before, view: originalView }, { pdf: after, view: signedView }, options),
    ),
  );
  const kept = additions.length === 0 ? "same" : "same_with_additions";
  return { verdict: differences.length > 0 ? "different" : kept, differences, additions, originalBytesKept };
}

async function compareSides(
  original: Side,
  signed: Side,
  options: CompareOptions,
): Promise<{ differences: Difference[]; additions: Addition[] }> {
  const differences: Difference[] = [
    ...comparePageCounts(original, signed),
    ...compareActions(original, signed),
  ];
  const additions: Addition[] = [];
  let searches = 0;
  for (const side of [original, signed]) checkPageCount(side);
  const shared = Math.min(original.view.numPages, signed.view.numPages);
  for (let page = 0; page < shared; page += 1) {
    const { cropBox } = describePage(original.pdf, page);
    const expected = (options.expected ?? [])
      .filter((area) => area.page === page)
      .map((area) => moved(normalise(area.rectangle), cropBox[0], cropBox[1]));
    const [before, after] = [await readPage(original.view, page), await readPage(signed.view, page)];
    differences.push(...comparePageSizes(original.pdf, signed.pdf, page));
    if (before.userUnit !== after.userUnit) differences.push(rescaled(page, before.userUnit, after.userUnit));
    const result = comparePage(page, before, after, expected);
    differences.push(...result.differences.map((item) => inCropBox(item, cropBox)));
    if (result.differences.length > 0 && searches < MOST_SEARCHES) {
      searches += 1;
      differences.push(...(await findExchange(original, page, after)));
    }
    additions.push(...result.additions.map((item) => inCropBox(item, cropBox)));
  }
  return { differences, additions };
}

/** Callers know rectangles from the crop box's corner. */
function inCropBox<Item extends { readonly rectangle?: Rectangle }>(item: Item, cropBox: Rectangle): Item {
  if (item.rectangle === undefined) return item;
  return { ...item, rectangle: rounded(moved(item.rectangle, -cropBox[0], -cropBox[1])) };
}

/** Two readers that count pages differently see two documents; neither view proves anything. */
function checkPageCount({ pdf, view }: Side): void {
  const [count, shown] = [pdf.getPageCount(), view.numPages];
  if (count === shown) return;
  throw new PdfError(
    "damaged",
    `The page tree is broken: one reader finds ${count} pages, another ${shown}. Print it to a new PDF and use that.`,
  );
}

function comparePageCounts(original: Side, signed: Side): Difference[] {
  const [before, after] = [original.view.numPages, signed.view.numPages];
  if (before === after) return [];
  return [
    {
      kind: "page_count",
      reason: `The original has ${before} page${before === 1 ? "" : "s"}, the signed file has ${after}.`,
    },
  ];
}

function compareActions(original: Side, signed: Side): Difference[] {
  const known = documentActions(original.pdf);
  return Array.from(documentActions(signed.pdf))
    .filter((action) => !known.has(action))
    .map((action) => ({
      kind: "document_changed",
      reason: `The signed file has ${action}, the original has not.`,
    }));
}

function comparePageSizes(original: PDF, signed: PDF, page: number): Difference[] {
  const [before, after] = [describePage(original, page), describePage(signed, page)];
  const boxes = [
    ["media box", before.mediaBox, after.mediaBox],
    ["crop box", before.cropBox, after.cropBox],
  ] as const;
  const differences: Difference[] = boxes
    .filter(([, a, b]) => a.some((value, index) => Math.abs(value - (b[index] ?? Number.NaN)) > 0.01))
    .map(([name, a, b]) => ({
      page,
      kind: "page_size",
      reason: `Page ${page + 1}: the ${name} was [${a.join(" ")}] and is now [${b.join(" ")}].`,
    }));
  if (before.rotation !== after.rotation) {
    const reason = `Page ${page + 1}: it was turned by ${before.rotation}° and is now turned by ${after.rotation}°.`;
    differences.push({ page, kind: "page_size", reason });
  }
  return differences;
}

function rescaled(page: number, before: number, after: number): Difference {
  const reason = `Page ${page + 1}: its unit was ${before}/72 inch and is now ${after}/72 inch.`;
  return { page, kind: "page_size", reason };
}

// Enough to name an exchange, few enough that two long documents with nothing in common are told apart at once.
const MOST_SEARCHES = 3;
const NEIGHBOURS = 20;

/** When a page shows what another one showed, saying so tells more than a list of lost lines. */
async function findExchange(original: Side, page: number, shown: ComparedPage): Promise<Difference[]> {
  if (shown.tokens.length === 0) return [];
  const last = Math.min(original.view.numPages - 1, page + NEIGHBOURS);
  for (let other = Math.max(0, page - NEIGHBOURS); other <= last; other += 1) {
    if (other === page) continue;
    const candidate = await readPage(original.view, other);
    if (candidate.tokens.length === 0) continue;
    if (comparePage(page, candidate, shown, []).differences.length > 0) continue;
    const reason = `Page ${page + 1} shows what the original shows on page ${other + 1}.`;
    return [{ page, kind: "content_removed", reason }];
  }
  return [];
}
