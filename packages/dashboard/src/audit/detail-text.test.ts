// Proves that details read as words, whatever their shape.
import { expect, test } from "vitest";
import { detailFacts, detailLine } from "./detail-text.ts";

const details = {
  title: "Facility agreement",
  status_before: "pending",
  reason: null,
  events: [],
  changed: ["url", "events"],
  retried: { send: true },
  replayed: 0,
};

test("facts have names in words and leave out what is empty", () => {
  expect(detailFacts({ details })).toEqual([
    ["Title", "Facility agreement"],
    ["Status before", "pending"],
    ["Changed", "url, events"],
    ["Retried", '{"send":true}'],
    ["Replayed", "0"],
  ]);
});

test("the line begins with the title itself", () => {
  expect(detailLine({ details: { title: "Facility agreement", status_before: "pending" } })).toBe(
    "Facility agreement · status before: pending",
  );
  expect(detailLine({ details: {} })).toBe("");
});
