// The `fillForm` operation: writes values into fields and draws them, so that every viewer shows them.
import { type PDF, PdfDict } from "@libpdf/core";
import { load } from "../document/load.ts";
import { resolverOf } from "../document/pages.ts";
import { save } from "../document/save.ts";
import type { OperationContext } from "../engine/operations.ts";
import { embedSans } from "../stamp/fonts.ts";
import type { FieldValue, FillReport } from "./acro-field.ts";
import { chooseOption } from "./choose-option.ts";
import { type TypedField, typed } from "./read-form.ts";

/** What the fonts of nearly every form can show: Latin-1 with the usual typographic signs. */
const USUAL_CHARACTERS = /^[\n\r\t -~\u00a0-\u00ff€‚„…†‡‰‹‘’“”•–—™›Œœ]*$/u;

export async function fillForm(
  input: { pdf: Uint8Array; values: readonly FieldValue[] },
  context: OperationContext,
): Promise<{ pdf: Uint8Array; report: FillReport }> {
  const pdf = await load(input.pdf, context);
  const skipped: { name: string; reason: string }[] = [];
  const setUnusualFont = unusualFontSetter(pdf);
  for (const { name, value } of input.values) {
    const field = pdf.getForm()?.getField(name);
    const reason =
      field === undefined
        ? `The form has no field "${name}".`
        : write(typed(pdf, field), value, setUnusualFont);
    if (reason !== undefined) skipped.push({ name, reason });
  }
  if (skipped.length < input.values.length) dropXfa(pdf);
  return { pdf: await save(pdf), report: { skipped } };
}

type SetFont = (field: TypedField, value: string) => void;

/** Writes one value; a sentence when the field does not take it. */
function write(known: TypedField, value: string, setFont: SetFont): string | undefined {
  const { name } = known.field;
  if (known.field.isReadOnly()) return `The field "${name}" is read-only.`;
  switch (known.type) {
    case "text": {
      const { maxLength } = known.field;
      if (maxLength > 0 && value.length > maxLength) {
        return `The field "${name}" takes ${maxLength} characters, the value has ${value.length}.`;
      }
      setFont(known, value);
      known.field.setValue(value);
      return undefined;
    }
    case "checkbox": {
      const chosen = chooseOption(value, known.field.getOnValues());
      if (chosen === undefined) return notAnOption(name, value, known.field.getOnValues());
      known.field.setValue(chosen ?? "Off");
      return undefined;
    }
    case "radio": {
      const chosen = chooseOption(value, known.field.getOptions());
      if (chosen === undefined) return notAnOption(name, value, known.field.getOptions());
      known.field.setValue(chosen);
      return undefined;
    }
    case "dropdown":
    case "listbox": {
      const options = known.field.getOptions();
      const option = options.find((item) => item.value === value || item.display === value);
      const free = known.type === "dropdown" && known.field.isEditable;
      if (option === undefined && !free && value !== "") {
        return notAnOption(
          name,
          value,
          options.map((item) => item.value),
        );
      }
      setFont(known, value);
      if (known.type === "dropdown") known.field.setValue(option?.value ?? value);
      else known.field.setValue(value === "" ? [] : [option?.value ?? value]);
      return undefined;
    }
    case "other":
      return `The field "${name}" is a ${known.field.type} and takes no value.`;
  }
}

function notAnOption(name: string, value: string, options: readonly string[]): string {
  return `The field "${name}" does not take "${value}"; it takes ${options.map((item) => `"${item}"`).join(", ")}.`;
}

/** Form fonts seldom hold more than Latin; other scripts get a font of ours, embedded once. */
function unusualFontSetter(pdf: PDF): SetFont {
  let font: ReturnType<typeof embedSans> | undefined;
  return (known, value) => {
    if (known.type !== "text" && known.type !== "dropdown" && known.type !== "listbox") return;
    if (USUAL_CHARACTERS.test(value)) return;
    font ??= embedSans(pdf);
    known.field.setFont(font);
  };
}

/** Viewers that know XFA would show its copy of the old values instead of what is written here. */
function dropXfa(pdf: PDF): void {
  const form = resolverOf(pdf)(pdf.getCatalog().get("AcroForm"));
  if (form instanceof PdfDict) form.delete("XFA");
}
