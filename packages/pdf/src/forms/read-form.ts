// A form's fields as LibPDF reads them, with the page each widget stands on.
import {
  type CheckboxField,
  type DropdownField,
  type FormField,
  type ListBoxField,
  type PDF,
  PdfArray,
  PdfDict,
  type PdfObject,
  type RadioField,
  type TextField,
} from "@libpdf/core";
import { resolverOf } from "../document/pages.ts";

export type TypedField =
  | { readonly type: "text"; readonly field: TextField }
  | { readonly type: "checkbox"; readonly field: CheckboxField }
  | { readonly type: "radio"; readonly field: RadioField }
  | { readonly type: "dropdown"; readonly field: DropdownField }
  | { readonly type: "listbox"; readonly field: ListBoxField }
  | { readonly type: "other"; readonly field: FormField };

/** The field under its own type, by name, for LibPDF hands out the base class. */
export function typed(pdf: PDF, field: FormField): TypedField {
  const form = pdf.getForm();
  const { name } = field;
  const text = field.type === "text" ? form?.getTextField(name) : undefined;
  if (text !== undefined) return { type: "text", field: text };
  const checkbox = field.type === "checkbox" ? form?.getCheckbox(name) : undefined;
  if (checkbox !== undefined) return { type: "checkbox", field: checkbox };
  const radio = field.type === "radio" ? form?.getRadioGroup(name) : undefined;
  if (radio !== undefined) return { type: "radio", field: radio };
  const dropdown = field.type === "dropdown" ? form?.getDropdown(name) : undefined;
  if (dropdown !== undefined) return { type: "dropdown", field: dropdown };
  const listbox = field.type === "listbox" ? form?.getListBox(name) : undefined;
  if (listbox !== undefined) return { type: "listbox", field: listbox };
  return { type: "other", field };
}

/** The page of each widget: what a page lists counts, the widget's own /P is often wrong or missing. */
export function locateWidgets(pdf: PDF): ReadonlyMap<PdfDict, number> {
  const resolve = resolverOf(pdf);
  const pages = new Map<PdfDict, number>();
  for (const [index, page] of pdf.getPages().entries()) {
    const annotations: PdfObject | undefined = resolve(page.dict.get("Annots"));
    if (!(annotations instanceof PdfArray)) continue;
    for (const item of annotations) {
      const annotation = resolve(item);
      if (annotation instanceof PdfDict && !pages.has(annotation)) pages.set(annotation, index);
    }
  }
  return pages;
}
