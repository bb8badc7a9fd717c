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
  const [, invited] = planOf(draft, { provider: "digisigner", mail: "smtp" }, now);
  expect(invited?.title).toBe("Ann and Bo are invited at once");
  expect(invited?.detail).toContain("cy@bank.com");
});

test("a reminder before the start of a short time is left out", () => {
  expect(remindersOf({ ...draft, expiresInDays: "3" }, now)).toHaveLength(1);
  expect(remindersOf(draft, now)).toHaveLength(3);
});

const textOf = (...input: Parameters<typeof planOf>) =>
  planOf(...input)
    .map(({ title, detail }) => `${title} ${detail}`)
    .join("\n");

test.each(["smtp", "sandbox_mailbox", "none"] as const)(
  "in the sandbox the plan says that nothing is binding, with mail %s",
  (mail) => {
    expect(planOf(draft, { provider: "sandbox", mail }, now)[0]?.detail).toContain("bind nobody");
  },
);

test("without a mail server nobody is promised a reminder or a notice", () => {
  const text = textOf(draft, { provider: "digisigner", mail: "none" }, now);
  expect(text).toContain("Nobody is reminded");
  expect(text).toContain("tells nobody by mail");
  expect(text).not.toContain("is reminded On");
});

test("in the sandbox mails stay on this machine only without a mail server of one's own", () => {
  const inside = textOf(draft, { provider: "sandbox", mail: "sandbox_mailbox" }, now);
  expect(inside).toContain("No mail leaves this machine");
  const outside = textOf(draft, { provider: "sandbox", mail: "smtp" }, now);
  expect(outside).not.toContain("No mail leaves this machine");
  expect(outside).toContain("go out through your mail server");
});

test("who is told of the completion is named", () => {
  const desk = { provider: "digisigner", mail: "smtp" } as const;
  expect(textOf({ ...draft, senderEmail: "me@bank.com" }, desk, now)).toContain(
    "The signers and me@bank.com",
  );
});
