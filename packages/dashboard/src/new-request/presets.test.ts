// Proves what a preset keeps, and what it must not.
import { expect, test } from "vitest";
import { emptyDraft, emptySigner } from "./draft.ts";
import { applyPreset, presetOf, readPresets, withPreset } from "./presets.ts";

const draft = {
  ...emptyDraft(),
  documents: [{ documentId: "doc_1", title: "Deed", pageCount: 1, size: 1 }],
  signers: [emptySigner({ email: "jane@bank.com", accessCode: "4711" })],
  message: "As every quarter",
};

test("a preset keeps signers and message, but neither documents nor access codes", () => {
  const kept = JSON.stringify([presetOf("Quarterly", draft)]);
  expect(kept).not.toContain("4711");
  expect(kept).not.toContain("doc_1");
  expect(readPresets(kept)[0]?.draft.message).toBe("As every quarter");
});

test("applying one keeps the documents that are there", () => {
  const applied = applyPreset({ ...draft, message: "" }, presetOf("Quarterly", draft));
  expect(applied.documents).toEqual(draft.documents);
  expect(applied.signers[0]?.email).toBe("jane@bank.com");
  expect(applied.signers[0]?.key).not.toBe(draft.signers[0]?.key);
});

test("who has to be given an access code is kept, so that the code is asked for", () => {
  const applied = applyPreset(emptyDraft(), presetOf("Quarterly", draft));
  expect(applied.signers[0]).toMatchObject({ asksCode: true, accessCode: "" });
});

test("the newer of one name takes the place of the older", () => {
  const first = presetOf("A", draft);
  const second = presetOf("A", { ...draft, message: "new" });
  expect(withPreset([first], second)).toEqual([second]);
});

test.each([null, "{", "{}", "[1]", '[{"name":"x"}]'])("%j holds no preset", (text) => {
  expect(readPresets(text)).toEqual([]);
});
