// Lists what the signer is led through: one step per field, or per group of radio buttons or check boxes.
import type { SessionDocument, SessionField, SigningSession } from "../../../signing/session.ts";
import { type Entries, isFilled } from "./entries.ts";
import { shownBox } from "./geometry.ts";

/** One thing to do. */
export interface Step {
  /** The field that the step leads to. */
  field: SessionField;
  /** All fields of the step; several only in a group. */
  fields: SessionField[];
  document: SessionDocument;
  required: boolean;
}

/** The steps in reading order: documents as sent, pages, top to bottom, left to right. */
export function stepsOf(session: SigningSession): Step[] {
  return session.documents.flatMap((document) => stepsOfDocument(document));
}

/** Fields that are on a page, in reading order. Fields off the document are never drawn and never asked for. */
export function drawnFields(document: SessionDocument): SessionField[] {
  if (document.cancelled) return [];
  return document.fields.filter((field) => document.pages[field.page]).sort(inReadingOrder(document));
}

/** True when the step needs nothing more. */
export function isDone(step: Step, entries: Entries): boolean {
  return step.fields.some((field) => isFilled(entries.of(field)));
}

/** The required steps that are still open. */
export function missingSteps(steps: Step[], entries: Entries): Step[] {
  return steps.filter((step) => step.required && !isDone(step, entries));
}

/** Where "Next" leads: the first open required step after the given one, else the first of all. */
export function nextStep(steps: Step[], entries: Entries, after: Step | undefined): Step | undefined {
  const missing = missingSteps(steps, entries);
  const position = after ? steps.indexOf(after) : -1;
  return missing.find((step) => steps.indexOf(step) > position) ?? missing[0];
}

function stepsOfDocument(document: SessionDocument): Step[] {
  const steps: Step[] = [];
  const groups = new Map<string, Step>();
  for (const field of drawnFields(document)) {
    if (!field.mine || field.read_only) continue;
    const key = field.group_id && isChoice(field) ? `${field.type} ${field.group_id}` : undefined;
    const group = key === undefined ? undefined : groups.get(key);
    if (group) {
      group.fields.push(field);
      group.required ||= field.required;
      continue;
    }
    const step = { field, fields: [field], document, required: field.required };
    steps.push(step);
    if (key !== undefined) groups.set(key, step);
  }
  return steps;
}

function isChoice(field: SessionField): boolean {
  return field.type === "RADIO" || field.type === "CHECKBOX";
}

// Fields of one line are rarely aligned to the point: two percent of the page's height count as the same line.
function inReadingOrder(document: SessionDocument): (a: SessionField, b: SessionField) => number {
  const place = (field: SessionField) => {
    const page = document.pages[field.page];
    if (!page)
      throw new Error(`field ${field.field_id} lies on page ${field.page}, which the document does not have`);
    const box = shownBox(page, field.rectangle);
    return { line: Math.round((box.top + box.height) * 50), left: box.left };
  };
  return (a, b) => a.page - b.page || place(a).line - place(b).line || place(a).left - place(b).left;
}
