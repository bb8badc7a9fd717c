// Where the link in an invitation leads.
import { expect, test } from "vitest";
import { mailLink } from "./sign-url.ts";

test("a mail links to the sender's page, but never to a script", () => {
  const signUrl = "https://sandbox.test/online/showDocument?documentId=1";
  expect(mailLink(signUrl, "https://desk.test/sign")).toMatch(/^https:\/\/desk\.test\/sign\?sign/);
  expect(mailLink(signUrl, "javascript:alert(1)")).toBe(signUrl);
  expect(mailLink(signUrl, "data:text/html,x")).toBe(signUrl);
});
