// Proves that every action is found in exactly one area.
import { AUDIT_ACTIONS } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { areas } from "./action-words.ts";

test("each action belongs to one area", () => {
  expect(areas.flatMap(({ actions }) => actions).toSorted()).toEqual(AUDIT_ACTIONS.toSorted());
});
