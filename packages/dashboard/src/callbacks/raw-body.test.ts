// Proves that bytes are shown and handed on as they came.
import { expect, test } from "vitest";
import { bytesOf, hexDump } from "./raw-body.ts";

test("bytes that are no text survive the way through Base64", () => {
  expect([...bytesOf("AP+A")]).toEqual([0, 255, 128]);
});

test("bytes are written with their offset and what of them is ASCII", () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('{"event":"DOC"}\n'), 0xff, 0x41]);
  expect(hexDump(bytes)).toBe(
    [
      '00000000  7b 22 65 76 65 6e 74 22 3a 22 44 4f 43 22 7d 0a  |{"event":"DOC"}.|',
      "00000010  ff 41                                            |.A|",
    ].join("\n"),
  );
});

test("no bytes are no lines", () => {
  expect(hexDump(new Uint8Array())).toBe("");
});
