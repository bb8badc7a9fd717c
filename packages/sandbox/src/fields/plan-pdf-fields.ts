// Turns AcroForm fields of a PDF into fields of signers: those they name, or all that nobody named.
import type { FieldType } from "@creditnexus/digisigner/wire";
import type { AcroField, AcroFieldType } from "@creditnexus/pdf";
import { TICKED } from "../choices.ts";
import { defined } from "../db/columns.ts";
import type { ErrorDetail } from "../errors.ts";
import type { PlannedField } from "../requests/plan-fields.ts";
import type { FieldOverride, SendSigner } from "../requests/send-input.ts";

const TYPES: Partial<Record<AcroFieldType, FieldType>> = {
  text: "TEXT",
  dropdown: "TEXT",
  listbox: "TEXT",
  checkbox: "CHECKBOX",
  radio: "RADIO",
  signature: "SIGNATURE",
};

export function planPdfFields(
  signers: readonly SendSigner[],
  acroForm: readonly AcroField[],
  path: string,
): { fields: PlannedField[]; details: ErrorDetail[] } {
  const details: ErrorDetail[] = [];
  const fields: PlannedField[] = [];
  const sets = Map.groupBy(acroForm, (field) => field.name);
  const taken = new Set<string>();
  for (const [index, signer] of signers.entries()) {
    for (const override of signer.pdfFields) {
      const widgets = sets.get(override.key);
      if (!widgets) {
        details.push({
          message: `${path}.signers[${index}]: the PDF has no form field named "${override.key}".`,
        });
        continue;
      }
      taken.add(override.key);
      fields.push(...plan(widgets, override, index, signer.role));
    }
  }
  const all = signers.findIndex((signer) => signer.useAllPdfFields);
  if (all < 0) return { fields, details };
  for (const [name, widgets] of sets) {
    if (taken.has(name)) continue;
    // Without an entry of the sender's own, the form itself knows best what is required.
    const required = widgets.some((widget) => widget.required || widget.type === "signature");
    fields.push(...plan(widgets, { key: name, required }, all, signers[all]?.role));
  }
  return { fields, details };
}

function plan(
  widgets: readonly AcroField[],
  override: FieldOverride,
  signer: number,
  role: string | undefined,
): PlannedField[] {
  return widgets.flatMap((widget) => {
    const type = TYPES[widget.type];
    if (!type || widget.page === undefined || !widget.rectangle) return [];
    const [x1, y1, x2, y2] = widget.rectangle;
    const isSet = type === "RADIO" || (type === "CHECKBOX" && widgets.length > 1);
    const field: PlannedField = defined({
      apiId: widget.name,
      name: widget.name,
      type,
      role,
      signer,
      page: widget.page,
      rectangle: [
        Math.round(x1),
        Math.round(y1),
        Math.round(x2),
        Math.round(y2),
      ] as PlannedField["rectangle"],
      required: override.required ?? type !== "CHECKBOX",
      readOnly: override.readOnly ?? widget.readOnly,
      content: presetOf(widget, override.content, widgets.length),
      label: override.label ?? widget.label,
      groupId: override.groupId ?? (isSet ? widget.name : undefined),
      index: isSet ? widget.index : undefined,
      fontSize: widget.fontSize,
      maxLength: widget.maxLength,
      alignment: alignmentOf(widget),
    });
    return [field];
  });
}

function alignmentOf(widget: AcroField): "CENTER" | "RIGHT" | undefined {
  if (widget.alignment === "center") return "CENTER";
  return widget.alignment === "right" ? "RIGHT" : undefined;
}

// Boxes: the sender's content is the index of the box that is on, or an export value, or yes for a single one.
function presetOf(widget: AcroField, content: string | undefined, boxes: number): string | undefined {
  if (widget.type !== "checkbox" && widget.type !== "radio") return content ?? (widget.value || undefined);
  if (content === undefined) return isOn(widget, widget.value) ? TICKED : undefined;
  const single = boxes === 1 && /^(y|yes|true|on|x)$/i.test(content);
  return single || isOn(widget, content) || content === String(widget.index) ? TICKED : undefined;
}

function isOn(widget: AcroField, value: string): boolean {
  return value !== "" && value === widget.onValue;
}
