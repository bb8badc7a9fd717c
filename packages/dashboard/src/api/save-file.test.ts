// Proves which name a saved file gets.
import { expect, test } from "vitest";
import { fileNameOf } from "./save-file.ts";

test.each([
  [`attachment; filename="deed.pdf"`, "deed.pdf"],
  [`attachment; filename="d_.pdf"; filename*=UTF-8''d%C3%A9ed.pdf`, "déed.pdf"],
  ["attachment", undefined],
  [null, undefined],
])("%j names the file %j", (disposition, name) => {
  expect(fileNameOf(disposition)).toBe(name);
});
