// Finds scripts and automatic actions, which can change what a document shows after it was compared.
import { type PDF, PdfArray, PdfDict, type PdfObject } from "@libpdf/core";
import { resolverOf } from "../document/pages.ts";

/** Kinds of automatic action in a document's catalog and pages, each once. */
export function documentActions(pdf: PDF): ReadonlySet<string> {
  const resolve = resolverOf(pdf);
  const catalog = pdf.getCatalog();
  const found = new Set<string>();
  const open = resolve(catalog.get("OpenAction"));
  if (open instanceof PdfDict) {
    const kind = open.getName("S")?.value ?? "GoTo";
    if (kind !== "GoTo") found.add(`an action of kind ${kind} when the document opens`);
  }
  if (resolve(catalog.get("AA")) instanceof PdfDict) found.add("automatic actions of the document");
  const names = resolve(catalog.get("Names"));
  if (names instanceof PdfDict && !isEmptyTree(resolve(names.get("JavaScript")), resolve)) {
    found.add("scripts of the document");
  }
  const form = resolve(catalog.get("AcroForm"));
  if (form instanceof PdfDict && form.has("XFA")) found.add("an XFA form, which some readers show instead");
  if (showsLayersByOccasion(catalog, resolve)) {
    found.add("layers that show differently on screen and on paper");
  }
  for (const [index, page] of pdf.getPages().entries()) {
    if (resolve(page.dict.get("AA")) instanceof PdfDict) found.add(`automatic actions of page ${index + 1}`);
    const annotations = resolve(page.dict.get("Annots"));
    for (const entry of annotations instanceof PdfArray ? annotations.toArray() : []) {
      const annotation = resolve(entry);
      if (!(annotation instanceof PdfDict)) continue;
      const action = resolve(annotation.get("A"));
      const kind = action instanceof PdfDict ? (action.getName("S")?.value ?? "") : "";
      if (ACTING.has(kind)) found.add(`an action of kind ${kind} on page ${index + 1}`);
      if (resolve(annotation.get("AA")) instanceof PdfDict) {
        found.add(`automatic actions of a field on page ${index + 1}`);
      }
    }
  }
  return found;
}

/** What a click may do beyond leading somewhere. */
const ACTING = new Set([
  "JavaScript",
  "Launch",
  "ImportData",
  "SubmitForm",
  "ResetForm",
  "Hide",
  "SetOCGState",
]);

type Resolve = (object: PdfObject | undefined) => PdfObject | undefined;

/** Layers may be turned on or off by printing, exporting or zooming. */
function showsLayersByOccasion(catalog: PdfDict, resolve: Resolve): boolean {
  const layers = resolve(catalog.get("OCProperties"));
  const standard = layers instanceof PdfDict ? resolve(layers.get("D")) : undefined;
  const occasions = standard instanceof PdfDict ? resolve(standard.get("AS")) : undefined;
  return occasions instanceof PdfArray && occasions.length > 0;
}

function isEmptyTree(tree: PdfObject | undefined, resolve: Resolve): boolean {
  if (!(tree instanceof PdfDict)) return true;
  const [names, kids] = [resolve(tree.get("Names")), resolve(tree.get("Kids"))];
  return !(names instanceof PdfArray && names.length > 0) && !(kids instanceof PdfArray && kids.length > 0);
}
