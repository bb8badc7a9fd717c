// A download never leaves its directory, whatever name the answer has.
import { expect, test } from "vitest";
import { fileNameOf } from "./file-name.ts";

const named = (disposition: string | undefined, type = "application/pdf"): string => {
  const headers = new Headers({ "content-type": type });
  if (disposition !== undefined) headers.set("content-disposition", disposition);
  return fileNameOf(headers, "sig_1");
};

test.each([
  ["the name of the answer", 'attachment; filename="loan.pdf"', "loan.pdf"],
  [
    "its extended form first",
    `attachment; filename="x.pdf"; filename*=UTF-8''Vertrag%20%C3%9C.pdf`,
    "Vertrag Ü.pdf",
  ],
  ["no path", 'attachment; filename="../../etc/passwd"', "passwd"],
  ["no encoded path", "attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"],
  ["no path of Windows", 'attachment; filename="..\\..\\boot.ini"', "boot.ini"],
  ["no hidden file", 'attachment; filename=".bashrc"', "sig_1.pdf"],
  ["wrong encoding", "attachment; filename*=UTF-8''%E0%A4%A", "sig_1.pdf"],
  ["none at all", undefined, "sig_1.pdf"],
])("%s", (_what, disposition, expected) => {
  expect(named(disposition)).toBe(expected);
});

test("the extension follows the media type", () => {
  expect(named(undefined, "application/zip")).toBe("sig_1.zip");
  expect(named(undefined, "text/html; charset=utf-8")).toBe("sig_1.bin");
});
