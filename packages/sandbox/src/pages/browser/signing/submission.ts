// Builds the body of "sign" from what was entered.
import type {
  SessionDocument,
  SigningSession,
  SignSubmission,
  SubmittedSignature,
  SubmittedValue,
} from "../../../signing/session.ts";
import type { Entries, Entry, MadeSignature } from "./entries.ts";
import { rectangleUnder } from "./geometry.ts";
import { drawnFields } from "./steps.ts";

/** Everything entered, document by document; cancelled documents take no values. */
export function submissionOf(session: SigningSession, entries: Entries): SignSubmission {
  return {
    documents: session.documents
      .filter((document) => !document.cancelled)
      .map((document) => ({
        document_id: document.document_id,
        values: valuesOf(document, entries),
        ...(session.free_placement ? { placements: placementsOf(document, entries) } : {}),
      })),
  };
}

function valuesOf(document: SessionDocument, entries: Entries): SubmittedValue[] {
  return drawnFields(document)
    .filter((field) => field.mine && !field.read_only)
    .flatMap((field) => {
      const entry = entries.of(field);
      return entry ? [{ field_id: field.field_id, ...asValue(entry) }] : [];
    });
}

function asValue(entry: Entry): Omit<SubmittedValue, "field_id"> {
  if (entry.kind === "text") return { value: entry.text };
  if (entry.kind === "tick") return { value: entry.ticked };
  if (entry.kind === "attachment") return { attachment_id: entry.attachment.attachment_id };
  return { signature: submitted(entry.signature) };
}

function placementsOf(document: SessionDocument, entries: Entries) {
  return entries
    .current()
    .placements.filter((placement) => placement.document_id === document.document_id)
    .flatMap((placement) => {
      const page = document.pages[placement.page];
      if (!page) return [];
      const rectangle = rectangleUnder(page, placement.box);
      return [
        {
          type: "SIGNATURE" as const,
          page: placement.page,
          rectangle,
          signature: submitted(placement.signature),
        },
      ];
    });
}

function submitted({ kind, image_png_base64, text }: MadeSignature): SubmittedSignature {
  return { kind, image_png_base64, ...(text === undefined ? {} : { text }) };
}
