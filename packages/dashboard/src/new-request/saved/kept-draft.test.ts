// Proves what a kept draft still knows after a reload: no access code, but that there was one, and under which key it is sent.
import { expect, test } from "vitest";
import { checkDraft } from "../check-draft.ts";
import { changed, type Draft, emptyDraft, emptySigner } from "../draft.ts";
import { keptText, readKept } from "./kept-draft.ts";

const draft: Draft = {
  ...emptyDraft(),
  documents: [{ documentId: "doc_1", title: "Deed", pageCount: 1, size: 1 }],
  signers: [emptySigner({ key: "jane", email: "jane@bank.com", asksCode: true, accessCode: "4711" })],
};
const rules = { refusePlaceholders: true };
const reloaded = (of: Draft): Draft => readKept(keptText(of))?.draft ?? emptyDraft();
const withCode = (of: Draft, part: { asksCode: boolean; accessCode: string }): Draft =>
  changed(of, { signers: of.signers.map((signer) => ({ ...signer, ...part })) });

test("an access code is not kept, and its absence is a fault until it is entered again or removed", () => {
  expect(checkDraft(draft, rules).size).toBe(0);
  expect(keptText(draft)).not.toContain("4711");
  const kept = reloaded(draft);
  expect([...checkDraft(kept, rules).keys()]).toEqual(["signer.jane.accessCode"]);
  expect(checkDraft(withCode(kept, { asksCode: true, accessCode: "4711" }), rules).size).toBe(0);
  expect(checkDraft(withCode(kept, { asksCode: false, accessCode: "" }), rules).size).toBe(0);
});

test("a reload and the access code entered again keep the key of the sending", () => {
  const again = withCode(reloaded(draft), { asksCode: true, accessCode: "4711" });
  expect(again.sendKey).toBe(draft.sendKey);
});

test("what changes the content changes the key of the sending, what does not keeps it", () => {
  expect(changed(draft, { message: "Please" }).sendKey).not.toBe(draft.sendKey);
  expect(changed(draft, { documents: [] }).sendKey).not.toBe(draft.sendKey);
  expect(changed(draft, { title: " Deed " }).sendKey).toBe(draft.sendKey);
  expect(changed(draft, { ...emptyDraft(), ...draft, sendKey: "another" }).sendKey).toBe(draft.sendKey);
});

test("two drafts of the same content are two sendings", () => {
  expect(emptyDraft().sendKey).not.toBe(emptyDraft().sendKey);
});

test("a draft that was kept before access codes were remembered can be read", () => {
  const [{ asksCode: _none, ...old }] = draft.signers as [(typeof draft.signers)[number]];
  const text = JSON.stringify({ version: 1, draft: { signers: [{ ...old, accessCode: "" }] } });
  expect(readKept(text)?.draft.signers[0]?.asksCode).toBe(false);
});

test.each([null, "{", '{"version":0,"draft":{}}', '{"version":1}'])("%j holds no draft", (text) => {
  expect(readKept(text)).toBeUndefined();
});

test("what was typed over a saved draft remembers over which version", () => {
  expect(readKept(keptText(draft, 4))?.base).toBe(4);
  expect(readKept(keptText(draft))?.base).toBeUndefined();
});
