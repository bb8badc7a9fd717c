// Holds what becomes of the file names that clients send.
import { expect, test } from "vitest";
import { cleanFileName, titleFromFileName } from "./names.ts";

test.each([
  ["agreement.pdf", "agreement.pdf"],
  ["/home/jane/agreement.pdf", "agreement.pdf"],
  ["C:\\Users\\jane\\agreement.pdf", "agreement.pdf"],
  ["..", "document.pdf"],
  ["", "document.pdf"],
  [undefined, "document.pdf"],
  ["a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"],
])("%j is kept as %j", (sent, kept) => {
  expect(cleanFileName(sent)).toBe(kept);
});

test("an endless name is cut and still ends as a PDF", () => {
  const name = cleanFileName(`${"x".repeat(500)}.pdf`);
  expect(name.length).toBe(200);
  expect(name.endsWith(".pdf")).toBe(true);
});

test("the title is the name without its extension", () => {
  expect(titleFromFileName("Facility Agreement v2.1.pdf")).toBe("Facility Agreement v2.1");
  expect(titleFromFileName(".pdf")).toBe(".pdf");
});
