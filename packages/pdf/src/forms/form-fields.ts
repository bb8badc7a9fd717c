// The `formFields` operation: what a form asks for, one entry per place where it asks.
import type { FormField } from "@libpdf/core";
import { load } from "../document/load.ts";
import type { PageInfo } from "../document/page-info.ts";
import { describePages } from "../document/pages.ts";
import type { OperationContext } from "../engine/operations.ts";
import { isFiniteRectangle, moved, normalise, rounded } from "../rectangle.ts";
import type { AcroField } from "./acro-field.ts";
import { locateWidgets, type TypedField, typed } from "./read-form.ts";

const OFF = "Off";
const ALIGNMENTS = ["left", "center", "right"] as const;

export async function formFields(
  input: { pdf: Uint8Array },
  context: OperationContext,
): Promise<AcroField[]> {
  const pdf = await load(input.pdf, context);
  const widgetPages = locateWidgets(pdf);
  const pages = describePages(pdf);
  const fields = pdf.getForm()?.getFields() ?? [];
  return fields.flatMap((field) => {
    const known = typed(pdf, field);
    const shared = { ...describeField(field), ...describeValue(known) };
    return field.getWidgets().map((widget, index) => {
      const page = widgetPages.get(widget.dict);
      const onValue = known.type === "checkbox" || known.type === "radio" ? widget.getOnValue() : null;
      return {
        ...shared,
        ...(page === undefined ? {} : place(page, widget.rect, pages)),
        index,
        ...(onValue === null ? {} : { onValue }),
      };
    });
  });
}

function place(page: number, rect: readonly [number, number, number, number], pages: readonly PageInfo[]) {
  const info = pages[page];
  if (info === undefined || !isFiniteRectangle(rect)) return { page };
  return { page, rectangle: rounded(moved(normalise(rect), -info.cropBox[0], -info.cropBox[1])) };
}

function describeField(field: FormField) {
  const fontSize = readFontSize(field.defaultAppearance);
  const label = field.alternateName;
  const type = field.type === "non-terminal" ? ("unknown" as const) : field.type;
  return {
    name: field.name,
    type,
    readOnly: field.isReadOnly(),
    required: field.isRequired(),
    ...(label === null || label === "" ? {} : { label }),
    ...(fontSize === undefined ? {} : { fontSize }),
  };
}

function describeValue(
  known: TypedField,
): Pick<AcroField, "value" | "multiline" | "maxLength" | "alignment" | "options"> {
  const plain = { multiline: false };
  switch (known.type) {
    case "text": {
      const { maxLength, isMultiline, alignment } = known.field;
      const aligned = ALIGNMENTS[alignment];
      return {
        value: known.field.getValue(),
        multiline: isMultiline,
        ...(maxLength > 0 ? { maxLength } : {}),
        ...(aligned === undefined ? {} : { alignment: aligned }),
      };
    }
    case "checkbox": {
      const value = known.field.getValue();
      return { ...plain, value: value === OFF ? "" : value, options: known.field.getOnValues() };
    }
    case "radio":
      return { ...plain, value: known.field.getValue() ?? "", options: known.field.getOptions() };
    case "dropdown":
      return {
        ...plain,
        value: known.field.getValue(),
        options: known.field.getOptions().map((option) => option.value),
      };
    case "listbox":
      return {
        ...plain,
        value: known.field.getValue().join("\n"),
        options: known.field.getOptions().map((option) => option.value),
      };
    case "other":
      return { ...plain, value: "" };
  }
}

/** The number before `Tf` in a default appearance; 0 means that the viewer chooses. */
function readFontSize(appearance: string | null): number | undefined {
  const size = Number(/([\d.]+)\s+Tf/.exec(appearance ?? "")?.[1]);
  return size > 0 ? size : undefined;
}
