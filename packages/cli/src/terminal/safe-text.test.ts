// What others wrote cannot drive the terminal.
import { expect, test } from "vitest";
import { safeText } from "./safe-text.ts";

test.each([
  ["plain text stays", "Facility agreement, 25 % – Ü 契約", "Facility agreement, 25 % – Ü 契約"],
  ["colours and cursor moves are taken out", "a\u001b[31mb\u001b[2J\u001b[Hc", "abc"],
  [
    "a link of the terminal is taken out",
    "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007",
    "click",
  ],
  ["line breaks become spaces", "one\r\ntwo\u2028three", "one two three"],
  ["control characters go", "a\u0000b\u0008c\u009bd", "abcd"],
  ["characters that turn the direction of writing go", "invoice\u202efdp.exe", "invoicefdp.exe"],
])("%s", (_what, text, expected) => {
  expect(safeText(text)).toBe(expected);
});
