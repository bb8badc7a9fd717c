// Proves what a preset keeps, and what it must not.
import { expect, test } from "vitest";
import { emptyDraft, emptySigner } from "../draft.ts";
import { presetContentOf } from "./draft-content.ts";
import { applyPreset, lostTo, named } from "./presets.ts";

const draft = {
  ...emptyDraft(),
  documents: [{ documentId: "doc_1", title: "Deed", pageCount: 1, size: 1 }],
  signers: [emptySigner({ email: "jane@bank.com", accessCode: "4711" })],
  message: "As every quarter",
};

test("a preset keeps signers and message, but neither documents nor access codes", () => {
  const content = presetContentOf(draft);
  expect(JSON.stringify(content)).not.toContain("4711");
  expect(JSON.stringify(content)).not.toContain("doc_1");
  expect(content.message).toBe("As every quarter");
});

test("applying one keeps the documents that are there", () => {
  const applied = applyPreset({ ...draft, message: "" }, presetContentOf(draft));
  expect(applied.documents).toEqual(draft.documents);
  expect(applied.message).toBe("As every quarter");
  expect(applied.signers[0]?.email).toBe("jane@bank.com");
  expect(applied.signers[0]?.key).not.toBe(draft.signers[0]?.key);
});

test("who has to be given an access code is kept, so that the code is asked for", () => {
  const applied = applyPreset(emptyDraft(), presetContentOf(draft));
  expect(applied.signers[0]).toMatchObject({ asksCode: true, accessCode: "" });
});

test("taking one keeps what belongs to the documents, and what would be lost is named", () => {
  const tagged = { ...draft, useTextTags: true, hideTextTags: false };
  expect(applyPreset(tagged, presetContentOf(draft))).toMatchObject({
    useTextTags: true,
    hideTextTags: false,
  });
  expect(lostTo(draft)).toEqual(["the signers", "the message"]);
  expect(lostTo({ ...emptyDraft(), documents: draft.documents })).toEqual([]);
});

test("a name is found whatever its case and the white space around it", () => {
  expect(named([{ name: "Quarterly" }], " quarterly ")).toEqual({ name: "Quarterly" });
  expect(named([{ name: "Quarterly" }], "quarter")).toBeUndefined();
});
