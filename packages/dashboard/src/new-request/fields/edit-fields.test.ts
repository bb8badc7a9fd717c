// Proves the changes that a person makes to the fields of a draft.
import { expect, test } from "vitest";
import type { DraftField } from "../draft.ts";
import type { TextTag } from "../text-tags.ts";
import {
  changeField,
  clearProperty,
  duplicateField,
  fieldWarnings,
  freeSpot,
  newField,
} from "./edit-fields.ts";

const field = (facts: Partial<DraftField> = {}): DraftField => ({
  key: "f1",
  documentId: "doc_1",
  signerKey: "jane",
  type: "SIGNATURE",
  page: 0,
  rectangle: [100, 100, 260, 144],
  ...facts,
});
const jane = { key: "jane", name: "Jane", email: "jane@bank.com", role: "Lender" };
const bo = { key: "bo", name: "", email: "bo@bank.com", role: "Borrower" };

test("radio buttons of a signer join one group", () => {
  const wish = {
    type: "RADIO",
    documentId: "doc_1",
    signerKey: "jane",
    page: 0,
    rectangle: [0, 0, 16, 16],
  } as const;
  const first = newField([], { ...wish, rectangle: [0, 0, 16, 16] }).field;
  const second = newField([first], { ...wish, rectangle: [0, 30, 16, 46] }).field;
  expect([first, second].map((each) => each.group_id)).toEqual(["choice-1", "choice-1"]);
});

test("a group of radio buttons is never that of another signer or document, nor of one that is left", () => {
  const radio = (key: string, facts: Partial<DraftField>) =>
    field({ key, type: "RADIO", group_id: "choice-1", ...facts });
  const left = radio("a", { group_id: "choice-2" });
  const wish = { type: "RADIO", documentId: "doc_1", page: 0, rectangle: [0, 0, 16, 16] } as const;
  const rectangle: DraftField["rectangle"] = [0, 0, 16, 16];
  const made = (signerKey: string, documentId = "doc_1") =>
    newField([left], { ...wish, signerKey, documentId, rectangle }).field.group_id;
  expect([made("jane"), made("bo"), made("jane", "doc_2")]).toEqual(["choice-2", "choice-1", "choice-1"]);
  const both = [radio("a", {}), radio("b", {}), radio("c", { signerKey: "bo", group_id: "choice-2" })];
  expect(changeField(both, "b", { signerKey: "bo" })[1]?.group_id).toBe("choice-2");
  expect(changeField(both, "b", { signerKey: "cy" })[1]?.group_id).toBe("choice-3");
});

test("a copy lies below, or above at the foot of the page, and has a name of its own", () => {
  const copied = duplicateField([field({ api_id: "a" })], "f1")?.fields.at(-1);
  expect(copied?.rectangle).toEqual([100, 48, 260, 92]);
  expect(copied?.api_id).toBeUndefined();
  expect(duplicateField([field({ rectangle: [0, 10, 50, 54] })], "f1")?.fields.at(-1)?.rectangle).toEqual([
    0, 62, 50, 106,
  ]);
});

test("an emptied property is gone, not empty", () => {
  expect(clearProperty([field({ label: "x" })], "f1", "label")[0]).not.toHaveProperty("label");
});

test("without any field nothing needs saying", () => {
  expect(fieldWarnings([], [jane])).toEqual([]);
});

test("what will surprise the signer is said", () => {
  const warnings = fieldWarnings(
    [field({ type: "TEXT", read_only: true }), field({ key: "r", type: "RADIO", group_id: "choice-1" })],
    [jane, bo],
  );
  expect(warnings).toEqual([
    "Jane has fields but none for the signature.",
    "The radio button of Jane in “choice-1” has no second one to choose from.",
    "bo@bank.com has no field and may sign anywhere.",
    "A read-only field has no content, so nobody can ever fill it in.",
  ]);
});

test("a text tag is a field of the signer with its role", () => {
  const tags: TextTag[] = [{ page: 0, type: "SIGNATURE", role: "Borrower", rectangle: [0, 0, 9, 9] }];
  expect(fieldWarnings([field()], [jane, bo], tags)).toEqual([]);
  expect(fieldWarnings([field()], [jane, { ...bo, role: "Agent" }], tags)).toEqual([
    "bo@bank.com has no field and may sign anywhere.",
  ]);
});

test("a field put where another lies goes below it, and stays where there is no room", () => {
  expect(freeSpot([0, 100, 50, 120], [[0, 100, 50, 120]])).toEqual([0, 72, 50, 92]);
  expect(freeSpot([0, 10, 50, 30], [[0, 0, 50, 120]])).toEqual([0, 10, 50, 30]);
});
