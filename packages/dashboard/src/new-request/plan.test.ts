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

test("several documents go as one invitation or each on its own, in the sandbox too", () => {
  const documents = ["doc_1", "doc_2"].map((documentId) => ({
    documentId,
    title: "Deed",
    pageCount: 1,
    size: 1,
  }));
  for (const provider of ["sandbox", "digisigner"] as const) {
    const detailOf = (bundle: boolean) =>
      planOf({ ...draft, documents, bundle }, { provider, mail: "smtp" }, now)[0]?.detail;
    expect(detailOf(true)).toContain("one invitation per signer");
    expect(detailOf(false)).toContain("an invitation of its own");
  }
});

test("what becomes of text tags is said, and who may sign anywhere", () => {
  const live = { provider: "digisigner", mail: "smtp" } as const;
  expect(textOf(draft, live, now)).toContain("each may sign anywhere");
  const tags = [
    {
      page: 0,
      type: "SIGNATURE" as const,
      role: "Lender",
      rectangle: [0, 0, 9, 9] as [number, number, number, number],
    },
  ];
  const tagged = { ...draft, signers: [{ ...ann, role: "lender" }, cy], useTextTags: true };
  const text = textOf(tagged, live, now, tags);
  expect(text).toContain("1 text tag becomes a field For Lender. The tags are hidden");
  expect(text).toContain("cy@bank.com may sign anywhere; the others");
  expect(textOf({ ...tagged, hideTextTags: false }, live, now, tags)).toContain("stay visible");
  expect(textOf({ ...tagged, signers: [tagged.signers[0] ?? ann] }, live, now, tags)).toContain(
    "signs only there",
  );
});

test("a signer with another language is named with it, where the desk sends mails", () => {
  const signers = [ann, { ...cy, language: "fr" as const }];
  const said = "are in English, to cy@bank.com in Français.";
  expect(textOf({ ...draft, signers }, { provider: "digisigner", mail: "smtp" }, now)).toContain(said);
  expect(textOf({ ...draft, signers }, { provider: "digisigner", mail: "none" }, now)).not.toContain(
    "Français",
  );
});
