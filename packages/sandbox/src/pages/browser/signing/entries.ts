// Holds what the signer has entered so far and tells the page when it changes.
import type { SessionField, SubmittedSignature, UploadedAttachment } from "../../../signing/session.ts";
import type { Box } from "./geometry.ts";

/** A signature or initials with the picture that stands for it. */
export interface MadeSignature extends SubmittedSignature {
  image_png_base64: string;
  /** Width by height of the picture. */
  ratio: number;
}

/** What stands in one field. */
export type Entry =
  | { kind: "text"; text: string }
  | { kind: "tick"; ticked: boolean }
  | { kind: "signature"; signature: MadeSignature }
  | { kind: "attachment"; attachment: UploadedAttachment };

/** A signature put on a page by a signer who was given no fields. */
export interface Placement {
  id: string;
  document_id: string;
  page: number;
  box: Box;
  signature: MadeSignature;
}

/** Everything entered, as it is kept across a reload. */
export interface Entered {
  fields: Record<string, Entry>;
  placements: Placement[];
  adopted: { SIGNATURE?: MadeSignature; INITIALS?: MadeSignature };
}

/** The one place that knows what was entered. */
export interface Entries {
  current(): Entered;
  of(field: SessionField): Entry | undefined;
  set(fieldId: string, entry: Entry | undefined): void;
  /** Sets several at once, for the buttons of a radio group. */
  setAll(entries: Record<string, Entry>): void;
  place(placement: Placement): void;
  unplace(id: string): void;
  adopt(type: "SIGNATURE" | "INITIALS", signature: MadeSignature): void;
  /** Calls back after every change. */
  onChange(listener: () => void): void;
}

/** Starts from a kept draft; where it says nothing, the sender's presets count. */
export function createEntries(kept?: Entered): Entries {
  const entered: Entered = kept ?? { fields: {}, placements: [], adopted: {} };
  const listeners: (() => void)[] = [];
  // The same object each time, so that a field can tell whether it changed.
  const presets = new WeakMap<SessionField, { entry: Entry | undefined }>();
  const presetOf = (field: SessionField): Entry | undefined => {
    const known = presets.get(field) ?? { entry: preset(field) };
    presets.set(field, known);
    return known.entry;
  };
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    current: () => entered,
    of: (field) => entered.fields[field.field_id] ?? presetOf(field),
    set(fieldId, entry) {
      if (entry) entered.fields[fieldId] = entry;
      else delete entered.fields[fieldId];
      changed();
    },
    setAll(entries) {
      Object.assign(entered.fields, entries);
      changed();
    },
    place(placement) {
      entered.placements = [...entered.placements.filter((other) => other.id !== placement.id), placement];
      changed();
    },
    unplace(id) {
      entered.placements = entered.placements.filter((placement) => placement.id !== id);
      changed();
    },
    adopt(type, signature) {
      entered.adopted[type] = signature;
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function preset(field: SessionField): Entry | undefined {
  if (field.content === undefined) return undefined;
  if (field.type === "TEXT" || field.type === "DATE") return { kind: "text", text: field.content };
  if (field.type === "CHECKBOX" || field.type === "RADIO")
    return { kind: "tick", ticked: isTick(field.content) };
  return undefined;
}

/** Reads a preset tick; senders write it in more than one way. */
export function isTick(content: string): boolean {
  return /^(y|yes|true|on|1|x)$/i.test(content.trim());
}

/** True when the field holds something that counts as filled. */
export function isFilled(entry: Entry | undefined): boolean {
  if (!entry) return false;
  if (entry.kind === "text") return entry.text.trim() !== "";
  if (entry.kind === "tick") return entry.ticked;
  return true;
}
