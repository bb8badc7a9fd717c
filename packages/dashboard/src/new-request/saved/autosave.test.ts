// Proves that what is typed is saved once and whole, and never over what somebody else saved.
import { ApiError } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { type Draft, emptyDraft, emptySigner } from "../draft.ts";
import { createAutosave, type SaveState } from "./autosave.ts";

const start: Draft = { ...emptyDraft(), title: "v1" };

/** A service that keeps one draft, as the real one does: a save from another version is refused. */
const setUp = () => {
  const kept = { version: 1, title: "v1" };
  const states: SaveState["kind"][] = [];
  const local: (number | undefined)[] = [];
  let gate = Promise.resolve();
  const autosave = createAutosave({
    draft: start,
    version: 1,
    async put(version, content) {
      await gate;
      if (version !== kept.version) {
        const problem = {
          type: "about:blank",
          title: "It was saved by somebody else meanwhile",
          status: 409,
          code: "changed_meanwhile",
          detail: "read it again",
        };
        const answer = new Response(JSON.stringify(problem), {
          status: 409,
          headers: { "content-type": "application/problem+json" },
        });
        throw await ApiError.fromResponse("PUT", "/api/drafts/drf_1", answer);
      }
      kept.version += 1;
      kept.title = content.title;
      return kept.version;
    },
    keep: (unsaved) => local.push(unsaved?.base),
    onState: ({ kind }) => states.push(kind),
    // Each test says when.
    delayMs: 2 ** 30,
  });
  return {
    autosave,
    kept,
    states,
    local,
    hold(until: Promise<void>) {
      gate = until;
    },
  };
};
const titled = (title: string): Draft => ({ ...start, title });

test("what was typed is kept in the browser until it is saved", async () => {
  const { autosave, kept, states, local } = setUp();
  autosave.changed(titled("a"));
  autosave.changed(titled("ab"));
  expect(local).toEqual([1, 1]);
  await autosave.flush();
  expect(kept).toEqual({ version: 2, title: "ab" });
  expect(local.at(-1)).toBeUndefined();
  expect(states.at(-1)).toBe("saved");
});

test("what is typed while a save is under way is saved by the next one, never two at a time", async () => {
  const { autosave, kept, local, hold } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  hold(promise);
  autosave.changed(titled("first"));
  const saves = [autosave.flush()];
  autosave.changed(titled("second"));
  saves.push(autosave.flush(), autosave.flush());
  resolve();
  await Promise.all(saves);
  expect(kept).toEqual({ version: 3, title: "second" });
  expect(local.at(-1)).toBeUndefined();
});

test("an access code is no change", async () => {
  const { autosave, kept } = setUp();
  const [signer = emptySigner()] = start.signers;
  const asked = { ...start, signers: [{ ...signer, asksCode: true }] };
  autosave.changed(asked);
  await autosave.flush();
  autosave.changed({ ...asked, signers: [{ ...signer, asksCode: true, accessCode: "4711" }] });
  await autosave.flush();
  expect(kept.version).toBe(2);
});

test("a save by another tab is never overwritten unasked, and what was typed here stays", async () => {
  const { autosave, kept, states, local } = setUp();
  Object.assign(kept, { version: 5, title: "the other tab's" });
  autosave.changed(titled("mine"));
  await autosave.flush();
  autosave.changed(titled("mine, further"));
  await autosave.flush();
  expect(states.at(-1)).toBe("conflict");
  expect(kept.title).toBe("the other tab's");
  expect(local.at(-1)).toBe(1);
  autosave.rebase(5);
  await autosave.flush();
  expect(kept).toEqual({ version: 6, title: "mine, further" });
});

test("who takes the other tab's version goes on from it", async () => {
  const { autosave, kept, states, local } = setUp();
  Object.assign(kept, { version: 5, title: "theirs" });
  autosave.changed(titled("mine"));
  await autosave.flush();
  autosave.rebase(5, titled("theirs"));
  expect([states.at(-1), local.at(-1)]).toEqual(["saved", undefined]);
  await autosave.flush();
  expect(kept.version).toBe(5);
  autosave.changed(titled("theirs, edited"));
  await autosave.flush();
  expect(kept).toEqual({ version: 6, title: "theirs, edited" });
});

test("when the other version cannot be read the question stays, and can still be answered", async () => {
  const { autosave, kept, states } = setUp();
  Object.assign(kept, { version: 5, title: "theirs" });
  autosave.changed(titled("mine"));
  await autosave.flush();
  autosave.unsettled(new Error("no network"));
  expect(states.at(-1)).toBe("conflict");
  autosave.rebase(5);
  await autosave.flush();
  expect(kept).toEqual({ version: 6, title: "mine" });
  const answer = new Response(null, { status: 404 });
  autosave.unsettled(await ApiError.fromResponse("GET", "/api/drafts/drf_1", answer));
  expect(states.at(-1)).toBe("gone");
});

test("after it was sent nothing is saved or kept", async () => {
  const { autosave, kept, local } = setUp();
  autosave.changed(titled("sent"));
  autosave.stop();
  autosave.changed(titled("later"));
  await autosave.flush();
  expect(kept.version).toBe(1);
  expect(local.at(-1)).toBeUndefined();
});
