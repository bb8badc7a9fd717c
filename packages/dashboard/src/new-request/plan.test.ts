// Proves that the last page says what will really happen.
import { expect, test } from "vitest";
import { emptyDraft, emptySigner } from "./draft.ts";
import { groupsOf, planOf, remindersOf } from "./plan.ts";

const now = Date.parse("2026-05-04T12:00:00.000Z");
const ann = emptySigner({ name: "Ann", email: "ann@bank.com" });
const bo = emptySigner({ name: "Bo", email: "bo@bank.com", withPrevious: true });
const cy = emptySigner({ email: "cy@bank.com" });
const draft = {
  ...emptyDraft(),
  documents: [{ documentId: "doc_1", title: "Deed", pageCount: 1, size: 1 }],
  signers: [ann, bo, cy],
};

test("those who sign together stand in one group", () => {
  expect(groupsOf(draft).map((group) => group.length)).toEqual([2, 1]);
  expect(groupsOf({ ...draft, inOrder: false })).toHaveLength(1);
});

test("the plan names who is invited first and who follows", () => {
  const [, invited] = planOf(draft, "digisigner", now);
  expect(invited?.title).toBe("Ann and Bo are invited at once");
  expect(invited?.detail).toContain("cy@bank.com");
});

test("a reminder before the start of a short time is left out", () => {
  expect(remindersOf({ ...draft, expiresInDays: "3" }, now)).toHaveLength(1);
  expect(remindersOf(draft, now)).toHaveLength(3);
});

test("in the sandbox the plan says that nothing is binding", () => {
  expect(planOf(draft, "sandbox", now)[0]?.detail).toContain("bind nobody");
});
