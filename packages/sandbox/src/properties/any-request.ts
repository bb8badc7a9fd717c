// Signature requests as any client may send them, to uploads, forms and a template.
import { FIELD_TYPES } from "@creditnexus/digisigner/wire";
import fc from "fast-check";
import { agreementPdf } from "../testing/agreement-pdf.ts";

/** The template's fields; `box` shows that a check box is not required unless it says so. */
export const TEMPLATE = [
  { page: 0, rectangle: [10, 10, 90, 30], type: "SIGNATURE", api_id: "sign", role: "Borrower" },
  { page: 0, rectangle: [10, 40, 90, 60], type: "TEXT", api_id: "rate", role: "Borrower", label: "Rate" },
  { page: 0, rectangle: [10, 70, 20, 80], type: "CHECKBOX", api_id: "box", role: "Lender" },
] as const;

/** The form's fields, as they read when nobody presets anything. */
export const FORM = {
  company: {
    type: "TEXT",
    page: 0,
    rectangle: [60, 600, 260, 620],
    font_size: 10,
    max_length: 40,
    alignment: "RIGHT",
  },
  note: { type: "TEXT", page: 0, rectangle: [60, 520, 260, 540], font_size: 10 },
  agreed: { type: "CHECKBOX", page: 0, rectangle: [60, 560, 72, 572] },
} as const;
export const FORM_PDF = agreementPdf(
  [{}],
  [
    { kind: "text", name: "company", rectangle: [60, 600, 260, 620], extra: "/MaxLen 40 /Q 2" },
    { kind: "text", name: "note", rectangle: [60, 520, 260, 540] },
    { kind: "checkbox", name: "agreed", rectangle: [60, 560, 72, 572] },
  ],
);
export type FormName = keyof typeof FORM;
export const FORM_NAMES = Object.keys(FORM) as FormName[];

const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
// Absent in all the ways that clients write it.
export type Maybe<T> = T | null | "" | undefined;
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Maybe<T>> =>
  fc.oneof(value, fc.constantFrom(null, "" as const, undefined));
const coordinate = fc.integer({ min: -50, max: 900 });

const field = fc.record({
  page: fc.integer({ min: 0, max: 20 }),
  rectangle: fc.tuple(coordinate, coordinate, coordinate, coordinate),
  type: fc.constantFrom(...FIELD_TYPES),
  api_id: word,
  group_id: maybe(word),
  content: maybe(word),
  label: maybe(word),
  required: maybe(fc.boolean()),
  read_only: maybe(fc.boolean()),
});
const override = {
  content: maybe(fc.oneof(word, fc.constantFrom("Y", "0", "1", "false"))),
  label: maybe(word),
  required: maybe(fc.boolean()),
  read_only: maybe(fc.boolean()),
};
const existing = fc.record({
  api_id: fc.constantFrom(...TEMPLATE.map((one) => one.api_id)),
  group_id: maybe(word),
  ...override,
});
const pdfField = fc.record({ name: fc.constantFrom(...FORM_NAMES), ...override });
const signer = fc.record({
  email: fc.emailAddress(),
  role: maybe(fc.oneof(word, fc.constantFrom("Borrower", "Lender"))),
  order: maybe(fc.integer({ min: 1, max: 5 })),
  access_code: maybe(word),
  fields: maybe(fc.array(field, { maxLength: 3 })),
  existing_fields: maybe(fc.array(existing, { maxLength: 2 })),
  pdf_fields: maybe(fc.uniqueArray(pdfField, { maxLength: 2, selector: (one) => one.name })),
  use_all_pdf_fields: maybe(fc.boolean()),
});
/** What only another kind of document takes is left out before sending. */
const document = fc.record({
  kind: fc.constantFrom("upload", "form", "template"),
  title: maybe(word),
  subject: maybe(word),
  message: maybe(word),
  signers: fc.array(signer, { minLength: 1, maxLength: 3 }),
});
export const brand = fc.record({ email_from_field: maybe(word), reply_to_email: maybe(fc.emailAddress()) });
export const request = fc.record({
  documents: fc
    .array(document, { minLength: 1, maxLength: 2 })
    // One document cannot be in a bundle twice, and there is one template.
    .filter((list) => list.filter(({ kind }) => kind === "template").length < 2),
  send_emails: maybe(fc.boolean()),
  embedded: maybe(fc.boolean()),
  use_text_tags: maybe(fc.boolean()),
  hide_text_tags: maybe(fc.boolean()),
  send_documents_as_bundle: maybe(fc.boolean()),
  send_reminder_emails: maybe(fc.boolean()),
  redirect_for_signing_to_url: maybe(fc.webUrl()),
  redirect_after_signing_to_url: maybe(fc.webUrl()),
  bundle_title: maybe(word),
  bundle_subject: maybe(word),
  bundle_message: maybe(word),
  branding: maybe(
    fc.oneof(
      brand,
      brand.map((one) => [one]),
      fc.constantFrom({}, []),
    ),
  ),
  unknown_key: fc.jsonValue(),
});
export type Sent = typeof request extends fc.Arbitrary<infer T> ? T : never;
export type SentDocument = Sent["documents"][number];
export type SentSigner = SentDocument["signers"][number];
export type SentField = typeof field extends fc.Arbitrary<infer T> ? T : never;
export type SentOverride = {
  [Key in keyof typeof override]: (typeof override)[Key] extends fc.Arbitrary<infer T> ? T : never;
};
