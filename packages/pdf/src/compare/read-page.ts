// Everything about one page that a comparison looks at.
import type { PDFDocumentProxy } from "pdfjs-dist";
import { normalise, type Rectangle, rounded } from "../rectangle.ts";
import { property, toNumber, toRectangle } from "../view/arguments.ts";
import { readDisplayList } from "../view/display-list.ts";
import { freeMemory } from "../view/free-memory.ts";
import { readTokens, type Token } from "./tokens.ts";

export interface ComparedPage {
  readonly tokens: readonly Token[];
  readonly annotations: readonly ComparedAnnotation[];
  /** Size of the page's unit in 1/72 inch. */
  readonly userUnit: number;
}

export interface ComparedAnnotation {
  readonly id: string;
  readonly subtype: string;
  readonly rectangle: Rectangle;
  /** Name of the form field; empty for other annotations. */
  readonly field: string;
  /** A form field that holds nothing. */
  readonly isEmptyField: boolean;
  readonly isSignature: boolean;
  /** Where a link leads; empty for other annotations. */
  readonly target: string;
  readonly hidden: boolean;
  /** Shown on paper only. */
  readonly printedOnly: boolean;
}

// Bits of an annotation's /F.
const PRINT = 4;
const NO_VIEW = 32;

export async function readPage(view: PDFDocumentProxy, index: number): Promise<ComparedPage> {
  const optional = await view.getOptionalContentConfig();
  const page = await view.getPage(index + 1);
  const items = await readDisplayList(page, {
    isVisible: (group) => optional.isVisible(group),
    annotations: true,
  });
  const tokens = await readTokens(page, items);
  const annotations: ComparedAnnotation[] = [];
  for (const data of await page.getAnnotations({ intent: "any" })) {
    annotations.push(describeAnnotation(data, await readTarget(view, data)));
  }
  page.cleanup();
  freeMemory();
  return { tokens, annotations, userUnit: page.userUnit };
}

/** An address, or the number of the page a link leads to, for object numbers differ between files. */
async function readTarget(view: PDFDocumentProxy, data: unknown): Promise<string> {
  const address = property(data, "unsafeUrl") ?? property(data, "url");
  if (typeof address === "string") return address;
  const named = property(data, "dest");
  const destination: unknown = typeof named === "string" ? await view.getDestination(named) : named;
  const page: unknown = Array.isArray(destination) ? destination[0] : undefined;
  if (typeof page === "number") return `page ${page + 1}`;
  const [num, gen] = [property(page, "num"), property(page, "gen")];
  if (typeof num !== "number" || typeof gen !== "number") return "";
  // A link into nowhere is common and harmless; pdf.js rejects it.
  const index = await view.getPageIndex({ num, gen }).catch(() => undefined);
  return index === undefined ? "a page that does not exist" : `page ${index + 1}`;
}

function describeAnnotation(data: unknown, target: string): ComparedAnnotation {
  const text = (name: string) => {
    const value = property(data, name);
    return typeof value === "string" ? value : "";
  };
  const flags = toNumber(property(data, "annotationFlags"));
  return {
    id: text("id"),
    subtype: text("subtype"),
    rectangle: rounded(normalise(toRectangle(property(data, "rect")) ?? [0, 0, 0, 0])),
    field: text("fieldName"),
    isEmptyField: text("fieldName") !== "" && isEmptyValue(property(data, "fieldValue")),
    isSignature: property(data, "fieldType") === "Sig",
    target,
    hidden: property(data, "hidden") === true,
    printedOnly: (flags & PRINT) !== 0 && (flags & NO_VIEW) !== 0,
  };
}

function isEmptyValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === "" || value === "Off";
}
