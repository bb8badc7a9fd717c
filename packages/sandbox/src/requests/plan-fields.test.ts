// Whose the fields of templates, text tags and forms become.
import type { AcroField } from "@creditnexus/pdf";
import { expect, test } from "vitest";
import type { Field } from "../fields/store.ts";
import { type FieldSources, planFields } from "./plan-fields.ts";
import type { SendSigner } from "./send-input.ts";

const signer = (change: Partial<SendSigner> = {}): SendSigner => ({
  email: "a@example.com",
  fields: [],
  pdfFields: [],
  useAllPdfFields: false,
  existingFields: [],
  ...change,
});

const templateField = (apiId: string, role?: string): Field => ({
  fieldId: apiId,
  documentId: "t",
  apiId,
  type: "TEXT",
  page: 0,
  rectangle: [0, 0, 10, 10],
  required: true,
  readOnly: false,
  filled: false,
  ...(role === undefined ? {} : { role }),
});

const widget = (name: string, change: Partial<AcroField> = {}): AcroField => ({
  name,
  type: "text",
  page: 0,
  rectangle: [0, 0, 10, 10],
  value: "",
  readOnly: false,
  required: false,
  multiline: false,
  index: 0,
  ...change,
});

const none: FieldSources = { template: [], earlier: [], tags: [], acroForm: [], today: "2026-01-31" };

function plan(signers: SendSigner[], sources: Partial<FieldSources>): { owners: string[]; faults: string[] } {
  const { fields, details } = planFields(signers, { ...none, ...sources }, "documents[0]");
  return {
    owners: fields.map((field) => `${field.apiId ?? field.role ?? "new"}→${field.signer ?? "nobody"}`),
    faults: details.map((detail) => detail.message),
  };
}

test("roles of a template go to the signers who name them, whatever the order and case", () => {
  const template = [templateField("x", "Buyer"), templateField("y", "Seller")];
  expect(plan([signer({ role: "SELLER" }), signer({ role: "buyer" })], { template }).owners).toEqual([
    "x→1",
    "y→0",
  ]);
});

test("signers without a role take the roles by position, and what is left belongs to nobody", () => {
  const template = [templateField("x", "One"), templateField("y", "Two"), templateField("z", "Three")];
  expect(plan([signer(), signer()], { template }).owners).toEqual(["x→0", "y→1", "z→nobody"]);
});

test("a named role is not taken by position", () => {
  const template = [templateField("x", "One"), templateField("y", "Two")];
  expect(plan([signer(), signer({ role: "One" })], { template }).owners).toEqual(["x→1", "y→nobody"]);
});

test("a text tag joins its role, a date is preset with today", () => {
  const tag = {
    type: "DATE" as const,
    role: "Signer 1",
    required: true,
    rectangle: [0, 0, 9, 9] as [number, number, number, number],
    cover: [],
    page: 2,
  };
  const { fields } = planFields([signer({ role: "signer  1" })], { ...none, tags: [tag] }, "");
  expect(fields[0]).toMatchObject({ signer: 0, content: "2026-01-31", page: 2, role: "Signer 1" });
});

test("an existing field takes the overrides and moves to the signer who names it", () => {
  const template = [templateField("x", "One"), templateField("x", "One"), templateField("y", "One")];
  const override = { key: "x", content: "preset", readOnly: true };
  const { fields } = planFields(
    [signer({ role: "One" }), signer({ existingFields: [override] })],
    { ...none, template },
    "",
  );
  expect(fields.map((field) => [field.signer, field.content, field.readOnly, field.required])).toEqual([
    [1, "preset", true, true],
    [1, "preset", true, true],
    [0, undefined, false, true],
  ]);
});

test("fields of an earlier request join only when they are named", () => {
  const earlier = [templateField("x"), templateField("y")];
  expect(plan([signer({ existingFields: [{ key: "y" }] })], { earlier }).owners).toEqual(["y→0"]);
  expect(plan([signer()], { earlier }).owners).toEqual([]);
});

test("each unknown existing or form field is a fault of its own", () => {
  const { faults } = plan([signer({ existingFields: [{ key: "no" }], pdfFields: [{ key: "nor" }] })], {});
  expect(faults).toEqual([
    'documents[0].signers[0]: there is no field "no" on this document.',
    'documents[0].signers[0]: the PDF has no form field named "nor".',
  ]);
});

test("all form fields that nobody names go to the signer who asks for all", () => {
  const acroForm = [widget("a"), widget("b"), widget("c", { type: "button" })];
  const signers = [signer({ pdfFields: [{ key: "b" }] }), signer({ useAllPdfFields: true })];
  expect(plan(signers, { acroForm }).owners).toEqual(["b→0", "a→1"]);
});

test("a form field brings type, read-only, size, length and alignment along", () => {
  const acroForm = [
    widget("a", { readOnly: true, value: "fixed", fontSize: 9, maxLength: 5, alignment: "right" }),
  ];
  const { fields } = planFields([signer({ useAllPdfFields: true })], { ...none, acroForm }, "");
  expect(fields[0]).toMatchObject({
    name: "a",
    type: "TEXT",
    readOnly: true,
    content: "fixed",
    fontSize: 9,
    maxLength: 5,
    alignment: "RIGHT",
    required: false,
  });
});

test("a set of check boxes is preset by the index of its box", () => {
  const acroForm = [0, 1, 2].map((index) => widget("set", { type: "checkbox", index, onValue: `v${index}` }));
  const { fields } = planFields(
    [signer({ pdfFields: [{ key: "set", content: "1" }] })],
    { ...none, acroForm },
    "",
  );
  expect(fields.map((field) => [field.index, field.groupId, field.content, field.required])).toEqual([
    [0, "set", undefined, false],
    [1, "set", "Y", false],
    [2, "set", undefined, false],
  ]);
});
