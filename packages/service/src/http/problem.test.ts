import { expect, test } from "vitest";
import { refusalOf } from "./problem.ts";

test("a caller who hangs up while sending is no defect of ours", () => {
  // As node:http makes it.
  const error = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  expect(refusalOf(error)).toMatchObject({ code: "invalid_request", isDefect: false });
});

test("an error that nobody foresaw says nothing of itself", () => {
  const refusal = refusalOf(new Error("password hunter-2 is wrong"));
  expect(refusal).toMatchObject({ code: "internal", isDefect: true });
  expect(refusal.detail).not.toContain("hunter-2");
});
