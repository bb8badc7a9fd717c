// Multipart as the official clients and browsers write it.
import { expect, test } from "vitest";
import { parseMultipart } from "./multipart.ts";

const parse = (text: string, boundary = "x"): ReturnType<typeof parseMultipart> =>
  parseMultipart(Buffer.from(text, "latin1"), boundary);

test("a part as Java writes it: upper-case names, a transfer encoding, bytes untouched", () => {
  const [part] = parse(
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a b.pdf"\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n\r\n%PDF\r\n\r\n\xff\r\n--x--\r\n',
  );
  expect(part).toMatchObject({ name: "file", filename: "a b.pdf", type: "application/pdf" });
  expect(Buffer.from(part?.bytes ?? []).toString("latin1")).toBe("%PDF\r\n\r\n\xff");
});

test("header names in lower case, names without quotes, text before the first boundary", () => {
  const [part] = parse(
    "preamble\r\n--x\r\ncontent-disposition: form-data; name=file; filename=a.pdf\r\n\r\n1\r\n--x--",
  );
  expect(part).toMatchObject({ name: "file", filename: "a.pdf", type: "application/octet-stream" });
});

test("several parts, one of them empty", () => {
  const parts = parse(
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name="b"\r\n\r\n2\r\n--x--\r\n',
  );
  expect(parts.map((part) => [part.name, Buffer.from(part.bytes).toString()])).toEqual([
    ["a", ""],
    ["b", "2"],
  ]);
});

test("the encoded file name wins over the plain one", () => {
  const [part] = parse(
    '--x\r\nContent-Disposition: form-data; name="file"; filename="?.pdf"; filename*=UTF-8\'\'%E7%8E%8B.pdf\r\n\r\n1\r\n--x--',
  );
  expect(part?.filename).toBe("王.pdf");
});

test("a boundary inside the content is no boundary unless a line starts with it", () => {
  const [part] = parse('--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na--x b\r\n--x--');
  expect(Buffer.from(part?.bytes ?? []).toString()).toBe("a--x b");
});

test.each(["", "no boundary at all", '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ncut off'])(
  "a body that is cut off or has no boundary is a 400: %j",
  (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ status: 400 }));
  },
);
