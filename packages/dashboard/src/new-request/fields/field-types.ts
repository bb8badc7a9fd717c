// DigiSigner's seven field types: how they look, how large they start, and which properties they have.
import type { FIELD_TYPES } from "@creditnexus/contract";
import {
  Calendar,
  CircleDot,
  type LucideIcon,
  Paperclip,
  PenLine,
  Signature,
  SquareCheck,
  TextCursorInput,
} from "lucide-react";

export type FieldType = (typeof FIELD_TYPES)[number];

export interface FieldTypeLook {
  label: string;
  icon: LucideIcon;
  /** Points. */
  width: number;
  height: number;
  /** May be filled in before sending, and then locked. */
  presettable: boolean;
  /** Of which several belong together. */
  grouped: boolean;
}

export const fieldTypes: Record<FieldType, FieldTypeLook> = {
  SIGNATURE: {
    label: "Signature",
    icon: Signature,
    width: 160,
    height: 44,
    presettable: false,
    grouped: false,
  },
  INITIALS: { label: "Initials", icon: PenLine, width: 60, height: 32, presettable: false, grouped: false },
  DATE: { label: "Date", icon: Calendar, width: 96, height: 22, presettable: true, grouped: false },
  TEXT: { label: "Text", icon: TextCursorInput, width: 160, height: 22, presettable: true, grouped: false },
  CHECKBOX: {
    label: "Check box",
    icon: SquareCheck,
    width: 16,
    height: 16,
    presettable: true,
    grouped: true,
  },
  RADIO: { label: "Radio button", icon: CircleDot, width: 16, height: 16, presettable: true, grouped: true },
  ATTACHMENT: {
    label: "Attachment",
    icon: Paperclip,
    width: 130,
    height: 26,
    presettable: false,
    grouped: false,
  },
};

/** In the order in which they are offered. */
export const fieldTypeOrder = Object.keys(fieldTypes) as FieldType[];

/** What DigiSigner assumes when nothing is said: everything is required but check boxes. */
export const isRequired = (field: { type: FieldType; required?: boolean | undefined }): boolean =>
  field.required ?? field.type !== "CHECKBOX";
