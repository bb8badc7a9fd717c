// What a signer may and may not enter, field by field.
import { expect, test } from "vitest";
import type { Field } from "../fields/store.ts";
import { checkValues } from "./check-values.ts";
import type { EnteredValue } from "./read-submission.ts";

function field(change: Partial<Field> = {}): Field {
  return {
    fieldId: "f",
    documentId: "d",
    apiId: "name",
    type: "TEXT",
    page: 0,
    rectangle: [0, 0, 10, 10],
    required: true,
    readOnly: false,
    filled: false,
    ...change,
  };
}

function check(
  fields: Field[],
  values: Record<string, EnteredValue> = {},
): { filled: string[]; faults: string[] } {
  const attachments = [{ attachmentId: "a", fieldId: "f", filename: "passport.pdf" }];
  const result = checkValues(fields, new Map(Object.entries(values)), attachments, 2);
  return {
    filled: result.filled.map((item) => `${item.field.fieldId}=${item.submitted}`),
    faults: result.details.map((detail) => detail.message),
  };
}

const ok = (...filled: string[]): object => ({ filled, faults: [] });

test("a text is kept as it was entered", () => {
  expect(check([field()], { f: { value: " Zoë\nMüller " } })).toEqual(ok("f= Zoë\nMüller "));
});

test("a required field that stays empty or blank is refused by its label", () => {
  expect(check([field({ label: "Your name" })]).faults).toEqual(["Your name is required."]);
  expect(check([field()], { f: { value: "  " } }).faults).toEqual(['The text field "name" is required.']);
});

test("an optional field may stay empty", () => {
  expect(check([field({ required: false })])).toEqual(ok());
});

test("a preset text counts when nothing else was entered, and may be changed", () => {
  expect(check([field({ content: "preset" })])).toEqual(ok("f=preset"));
  expect(check([field({ content: "preset" })], { f: { value: "other" } })).toEqual(ok("f=other"));
});

test("a read-only field keeps its preset and refuses anything else", () => {
  const fixed = field({ content: "fixed", readOnly: true });
  expect(check([fixed])).toEqual(ok("f=fixed"));
  expect(check([fixed], { f: { value: "fixed" } })).toEqual(ok("f=fixed"));
  expect(check([fixed], { f: { value: "other" } }).faults).toEqual(['The text field "name" is read-only.']);
});

test("a read-only field without a preset never blocks", () => {
  expect(
    check([field({ readOnly: true, type: "SIGNATURE" }), field({ fieldId: "g", readOnly: true })]),
  ).toEqual(ok());
});

test("a text longer than the field is refused with both lengths", () => {
  expect(check([field({ maxLength: 3 })], { f: { value: "abcd" } }).faults[0]).toContain(
    "4 characters; at most 3",
  );
  expect(check([field({ maxLength: 3 })], { f: { value: "abc" } })).toEqual(ok("f=abc"));
});

test("a date is any text with a digit in it", () => {
  expect(check([field({ type: "DATE" })], { f: { value: "24 December 2026" } })).toEqual(
    ok("f=24 December 2026"),
  );
  expect(check([field({ type: "DATE" })], { f: { value: "soon" } }).faults[0]).toContain("no date");
});

test.each([["true"], ["Y"], ["yes"], ["on"]])("a box is ticked by %s", (value) => {
  expect(check([field({ type: "CHECKBOX" })], { f: { value } })).toEqual(ok("f=Y"));
});

test("a box that is not ticked stays empty, unless it is required", () => {
  const box = field({ type: "CHECKBOX", required: false });
  expect(check([box], { f: { value: "false" } })).toEqual(ok());
  expect(check([{ ...box, required: true }], { f: { value: "false" } }).faults).toHaveLength(1);
  expect(check([box], { f: { value: "perhaps" } }).faults[0]).toContain("send true or false");
});

test("a box preset as ticked stays ticked until it is unticked", () => {
  const box = field({ type: "CHECKBOX", required: false, content: "Y" });
  expect(check([box])).toEqual(ok("f=Y"));
  expect(check([box], { f: { value: "false" } })).toEqual(ok());
  expect(check([{ ...box, readOnly: true }], { f: { value: "false" } }).faults).toHaveLength(1);
});

const radio = (fieldId: string): Field => field({ fieldId, type: "RADIO", groupId: "g" });

test("of a radio group exactly one is ticked", () => {
  const group = [radio("f"), radio("g")];
  expect(check(group, { g: { value: "true" } })).toEqual(ok("g=Y"));
  expect(check(group).faults).toEqual(['One of the group "g" must be ticked.']);
  expect(check(group, { f: { value: "Y" }, g: { value: "Y" } }).faults).toEqual([
    'Only one of the group "g" may be ticked.',
  ]);
});

test("a group that is not required may stay empty", () => {
  expect(
    check([
      { ...radio("f"), required: false },
      { ...radio("g"), required: false },
    ]),
  ).toEqual(ok());
});

test("a required group of check boxes needs one and takes several", () => {
  const group = ["f", "g"].map((fieldId) => field({ fieldId, type: "CHECKBOX", groupId: "g" }));
  expect(check(group).faults).toHaveLength(1);
  expect(check(group, { f: { value: "Y" }, g: { value: "Y" } })).toEqual(ok("f=Y", "g=Y"));
});

test("check boxes of one AcroForm field exclude each other", () => {
  const set = ["f", "g"].map((fieldId) => field({ fieldId, type: "CHECKBOX", groupId: "set", name: "set" }));
  expect(check(set, { f: { value: "Y" }, g: { value: "Y" } }).faults).toHaveLength(1);
});

test("a signature needs a signature and reports IMAGE", () => {
  const signature = field({ type: "SIGNATURE" });
  expect(check([signature], { f: { value: "text" } }).faults).toHaveLength(1);
  expect(check([signature], { f: { signature: { kind: "typed", text: "Zoë" } } })).toEqual(ok("f=IMAGE"));
});

test("an attachment must have been uploaded for its field", () => {
  const attachment = field({ type: "ATTACHMENT" });
  expect(check([attachment], { f: { attachmentId: "a" } })).toEqual(ok("f=passport.pdf"));
  expect(check([attachment], { f: { attachmentId: "b" } }).faults[0]).toContain("not uploaded");
  expect(check([attachment]).faults).toHaveLength(1);
});

test("a required field on a page the document does not have never blocks", () => {
  expect(check([field({ page: 15 }), { ...radio("g"), page: 15 }])).toEqual(ok());
});

test("a value for a field of nobody or of somebody else is refused", () => {
  expect(check([field()], { f: { value: "x" }, other: { value: "x" } }).faults).toEqual([
    'There is no field "other" of this signer.',
  ]);
});
