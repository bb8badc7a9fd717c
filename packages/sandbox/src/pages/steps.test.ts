// What a signer is led through, and what is sent in the end.
import { expect, test } from "vitest";
import type { SessionField, SigningSession } from "../signing/session.ts";
import { createEntries } from "./browser/signing/entries.ts";
import { isDone, missingSteps, nextStep, stepsOf } from "./browser/signing/steps.ts";
import { submissionOf } from "./browser/signing/submission.ts";

const PAGE = {
  width: 600,
  height: 800,
  rotation: 0 as const,
  crop_box: [0, 0, 600, 800] as [number, number, number, number],
};

function field(id: string, more: Partial<SessionField> = {}): SessionField {
  const base = { field_id: id, api_id: id, type: "TEXT", page: 0, rectangle: [0, 0, 100, 20] } as const;
  return {
    ...base,
    rectangle: [0, 0, 100, 20],
    required: true,
    read_only: false,
    mine: true,
    status: "EMPTY",
    ...more,
  };
}

function session(fields: SessionField[], more: Partial<SigningSession> = {}): SigningSession {
  return {
    invitation_id: "i",
    status: "open",
    access_code_required: false,
    signer: { email: "ada@meridian.example" },
    embedded: false,
    mode: "TEST",
    title: "Agreement",
    bundle: false,
    free_placement: false,
    documents: [
      { document_id: "d", title: "Agreement", page_count: 2, pages: [PAGE, PAGE], content_url: "", fields },
    ],
    ...more,
  };
}

const idsOf = (fields: SessionField[]) => stepsOf(session(fields)).map((step) => step.field.field_id);

test("steps run by page, then from top to bottom, then from left to right", () => {
  const fields = [
    field("second page", { page: 1 }),
    field("right", { rectangle: [300, 401, 400, 421] }),
    field("left", { rectangle: [10, 400, 100, 420] }),
    field("top", { rectangle: [300, 700, 400, 720] }),
  ];
  expect(idsOf(fields)).toEqual(["top", "left", "right", "second page"]);
});

test("nobody is led to fields of others, to locked ones, or to ones beside the document", () => {
  const fields = [
    field("other", { mine: false }),
    field("locked", { read_only: true }),
    field("off", { page: 9 }),
    field("own"),
  ];
  expect(idsOf(fields)).toEqual(["own"]);
});

test("the buttons of a radio group are one step, required when one of them is", () => {
  const [a, b] = [
    field("a", { type: "RADIO", group_id: "g", required: false }),
    field("b", { type: "RADIO", group_id: "g", rectangle: [200, 0, 220, 20] }),
  ];
  const [step, ...others] = stepsOf(session([a, b]));
  expect(others).toEqual([]);
  expect(step).toMatchObject({ required: true, fields: [a, b] });
});

test("a preset value counts as done until it is taken away", () => {
  const preset = field("preset", { content: "DE89" });
  const steps = stepsOf(session([preset]));
  const entries = createEntries();
  expect(missingSteps(steps, entries)).toEqual([]);
  entries.set("preset", { kind: "text", text: "  " });
  expect(missingSteps(steps, entries)).toHaveLength(1);
});

test("a box preset as ticked is ticked, in whichever word the sender wrote it", () => {
  for (const [content, ticked] of [
    ["Y", true],
    ["true", true],
    ["on", true],
    ["N", false],
    ["", false],
  ] as const) {
    const [step] = stepsOf(session([field("box", { type: "CHECKBOX", content })]));
    expect(step && isDone(step, createEntries()), content).toBe(ticked);
  }
});

test("next goes on from where one is and starts over at the end", () => {
  const steps = stepsOf(
    session([
      field("a", { rectangle: [0, 600, 9, 609] }),
      field("b", { required: false }),
      field("c", { page: 1 }),
    ]),
  );
  const entries = createEntries();
  const [a, , c] = steps;
  expect(nextStep(steps, entries, undefined)).toBe(a);
  expect(nextStep(steps, entries, a)).toBe(c);
  expect(nextStep(steps, entries, c)).toBe(a);
  entries.set("a", { kind: "text", text: "x" });
  entries.set("c", { kind: "text", text: "x" });
  expect(nextStep(steps, entries, c)).toBeUndefined();
});

test("what is submitted are one's own open fields, with the values as they stand", () => {
  const fields = [
    field("text", { content: "preset" }),
    field("empty", { required: false }),
    field("locked", { read_only: true, content: "x" }),
    field("other", { mine: false }),
    field("tick", { type: "CHECKBOX" }),
  ];
  const entries = createEntries();
  entries.set("tick", { kind: "tick", ticked: true });
  expect(submissionOf(session(fields), entries)).toEqual({
    documents: [
      {
        document_id: "d",
        values: [
          { field_id: "text", value: "preset" },
          { field_id: "tick", value: true },
        ],
      },
    ],
  });
});
