// Holds that a bundle's callbacks hold no link, lose nothing else, and can be made whole by whoever has the links.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { keptHeaders, withoutLinks } from "./redact-callback.ts";

const LINK = "https://www.digisigner.com/online/showDocument?documentId=1&invitationId=2";
const hash = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const redacted = (body: string) => {
  const { body: bytes, removed } = withoutLinks(Buffer.from(body));
  return { text: bytes.toString(), removed };
};

test("a body without links stays byte for byte", () => {
  const body = Buffer.from(
    '{ "event_type": "DOCUMENT_SIGNED",\n"signer_email":"zoë@b.example", "odd": "a\\"b" }',
  );
  expect(withoutLinks(body)).toEqual({ body, removed: 0 });
});

test("a link goes, and put back between its quotes it gives the bytes as they were posted", () => {
  const body = `{"name":"Zoë","sign_document_url" : "${LINK}","more":[{"any":"${LINK}"}]}`;
  const { text, removed } = redacted(body);
  expect(removed).toBe(2);
  expect(text).not.toContain("invitationId");
  const whole = text.replaceAll(`[link removed, sha256 ${hash(LINK)}]`, LINK);
  expect(hash(whole)).toBe(hash(body));
});

test.each([
  ["an escaped key", `{"sign_document\\u005furl":"secret-path"}`],
  ["an escaped link", `{"a":"https:\\/\\/x.example\\/?invitationId=2"}`],
  ["a link written in escapes", `{"a":"\\u0068ttps:\\u002f\\u002fx.example"}`],
  ["a link as a key's value after another string", `{"sign_document_url":"secret-path","b":"c"}`],
  ["a list under the key", `{"sign_document_url":["secret-path","secret-path"]}`],
])("%s is found", (_name, body) => {
  const { text, removed } = redacted(body);
  expect(removed).toBeGreaterThan(0);
  expect(text).not.toMatch(/secret-path|invitationId|x\.example/);
  expect(() => JSON.parse(text)).not.toThrow();
});

test("only headers that can hold neither a credential nor an address are kept", () => {
  const headers = { "content-type": "application/json", "x-real-ip": "203.0.113.7", "x-token": "secret" };
  expect(keptHeaders(headers)).toEqual({ "content-type": "application/json" });
});
