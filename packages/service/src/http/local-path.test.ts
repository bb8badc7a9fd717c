// Holds that nothing but a page of the desk is followed after a sign-in.
import { expect, test } from "vitest";
import { localPath } from "./local-path.ts";

test.each([
  ["/", "/"],
  ["/documents?q=deed&q=2", "/documents?q=deed&q=2"],
  ["/agreements/sig_1#notes", "/agreements/sig_1"],
  ["/apiary", "/apiary"],
  ["/a/../documents", "/documents"],
])("%j is followed as %j", (text, expected) => {
  expect(localPath(text)).toBe(expected);
});

test.each([
  undefined,
  "",
  "documents",
  "https://elsewhere.example/",
  "//elsewhere.example",
  "///elsewhere.example",
  "/\\elsewhere.example",
  "\\\\elsewhere.example",
  "/\t/elsewhere.example",
  "/\n/elsewhere.example",
  "\t//elsewhere.example",
  "/.//elsewhere.example",
  "/x/..//elsewhere.example",
  "/%2e%2e//elsewhere.example",
  "javascript:alert(1)",
  "https:elsewhere.example",
  "/api/keys",
  "/api/../api/session/oidc",
  "/sign-in?next=//elsewhere.example",
])("%j is not followed", (text) => {
  expect(localPath(text)).toBe("/");
});
