// Holds that cursors come back as they went out and that foreign ones are refused.
import { expect, test } from "vitest";
import { page, readCursor, writeCursor } from "./cursor.ts";

const position = { at: new Date("2026-01-31T09:30:00.123Z"), id: "doc_1" };

test("a cursor reads back as it was written", () => {
  expect(readCursor(writeCursor(position))).toEqual(position);
});

test.each(["", "nonsense", Buffer.from('["yesterday","doc_1"]').toString("base64url")])(
  "the foreign cursor %j is refused",
  (text) => {
    expect(() => readCursor(text)).toThrow(/not a cursor/);
  },
);

test("a full page has no next one unless a further row was read", () => {
  const rows = ["a", "b", "c"];
  const at = (id: string) => ({ ...position, id });
  expect(page(rows, 3, at).nextCursor).toBeNull();
  const cut = page(rows, 2, at);
  expect(cut.rows).toEqual(["a", "b"]);
  expect(readCursor(cut.nextCursor ?? "").id).toBe("b");
});
