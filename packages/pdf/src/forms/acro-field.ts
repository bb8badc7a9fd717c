// Form fields and their values as callers see them.
import type { Rectangle } from "../rectangle.ts";

export type AcroFieldType =
  | "text"
  | "checkbox"
  | "radio"
  | "dropdown"
  | "listbox"
  | "signature"
  | "button"
  | "unknown";

/** One widget of an AcroForm field: a field shown at three places is three entries with the same name. */
export interface AcroField {
  readonly name: string;
  readonly type: AcroFieldType;
  /** 0-based; left out when no page shows the widget. */
  readonly page?: number;
  readonly rectangle?: Rectangle;
  /** Text, chosen option or, for boxes, the export value of what is on; empty when nothing is. */
  readonly value: string;
  readonly readOnly: boolean;
  readonly required: boolean;
  readonly multiline: boolean;
  /** The label a form's author gave for screen readers. */
  readonly label?: string;
  /** In points; left out when the form says "automatic". */
  readonly fontSize?: number;
  readonly maxLength?: number;
  readonly alignment?: "left" | "center" | "right";
  /** What may be chosen: options of lists, export values of boxes. */
  readonly options?: readonly string[];
  /** Which of the field's widgets this is, 0-based; for a set of boxes the index that fills it. */
  readonly index: number;
  /** For boxes and radio buttons: the export value this widget switches on. */
  readonly onValue?: string;
}

/**
 * A value for a field: text; for boxes `"true"`, `"false"`, an export value, or the 0-based index of the box in
 * its set; for lists an option.
 */
export interface FieldValue {
  readonly name: string;
  readonly value: string;
}

export interface FillReport {
  /** Values that were not written, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

export interface FillOptions {
  readonly onReport?: (report: FillReport) => void;
}
