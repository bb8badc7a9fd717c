// Gets one document of a send ready: its fields from template, text tags and AcroForm, and the PDF they go on.
import type { AcroField, Mark } from "@creditnexus/pdf";
import { getContent } from "../contents/store.ts";
import type { Deps } from "../deps.ts";
import { refusingBadPdf } from "../documents/pdf-errors.ts";
import type { Document } from "../documents/store.ts";
import type { ErrorDetail } from "../errors.ts";
import { type Field, fieldsOfDocument } from "../fields/store.ts";
import { findPageTags, type PageTag } from "../text-tags/find-page-tags.ts";
import { type PlannedField, planFields } from "./plan-fields.ts";
import type { SendDocument, SendOptions } from "./send-input.ts";

export interface PreparedDocument {
  source: Document;
  input: SendDocument;
  fields: PlannedField[];
  /** Set when hiding text tags changed the PDF. */
  changed?: Uint8Array;
  details: ErrorDetail[];
}

export async function prepareDocument(
  deps: Deps,
  source: Document,
  input: SendDocument,
  options: SendOptions,
  path: string,
): Promise<PreparedDocument> {
  const content = getContent(deps.db, source.baseContent);
  const tags = options.useTextTags ? await readTags(deps, source, content) : [];
  const acroForm = wantsForm(input) ? await readForm(deps, content) : [];
  const own = fieldsOfDocument(deps.db, source.documentId);
  const isTemplate = source.kind === "template";
  const { fields, details } = planFields(
    input.signers,
    {
      template: isTemplate ? own : [],
      earlier: isTemplate ? [] : latestRequestOnly(own),
      tags,
      acroForm,
      today: new Date(deps.clock.now()).toISOString().slice(0, 10),
    },
    path,
  );
  const prepared: PreparedDocument = { source, input, fields, details };
  if (!options.hideTextTags || tags.length === 0) return prepared;
  const blanks: Mark[] = tags.flatMap(({ page, cover }) =>
    cover.map((rectangle) => ({ kind: "blank" as const, page, rectangle })),
  );
  return { ...prepared, changed: await refusingBadPdf(() => deps.pdf.stamp(content, blanks)) };
}

function wantsForm(input: SendDocument): boolean {
  return input.signers.some((signer) => signer.useAllPdfFields || signer.pdfFields.length > 0);
}

async function readTags(deps: Deps, { pages }: Document, content: Uint8Array): Promise<PageTag[]> {
  const texts = await refusingBadPdf(() => deps.pdf.text(content));
  return texts.flatMap((text) => findPageTags(text, pages[text.page]?.rotation ?? 0));
}

function readForm(deps: Deps, content: Uint8Array): Promise<readonly AcroField[]> {
  return refusingBadPdf(() => deps.pdf.formFields(content));
}

function latestRequestOnly(fields: readonly Field[]): Field[] {
  const latest = fields.at(-1)?.requestId;
  return fields.filter((field) => field.requestId === latest);
}
