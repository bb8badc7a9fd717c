import { expect, test } from "vitest";
import { SignerText } from "./signer.ts";

test.each([
  ["jane@lender.example", { email: "jane@lender.example" }],
  ["jane@lender.example:Lender", { email: "jane@lender.example", role: "Lender" }],
  ["Jane Roe <jane@lender.example>", { email: "jane@lender.example", name: "Jane Roe" }],
  ['"Roe, Jane" <jane@lender.example>', { email: "jane@lender.example", name: "Roe, Jane" }],
  [
    " Jane Roe <jane@lender.example> : Administrative Agent ",
    { email: "jane@lender.example", name: "Jane Roe", role: "Administrative Agent" },
  ],
  ["<jane@lender.example>", { email: "jane@lender.example" }],
])("reads %s", (text, signer) => {
  expect(SignerText.parse(text)).toEqual(signer);
});

test.each([
  "",
  "jane",
  "Jane Roe <jane>",
  "Jane <a@b.example> <c@d.example>",
  "a@b.example c@d.example",
  "@x",
])("refuses %j and says what is expected", (text) => {
  expect(SignerText.safeParse(text).error?.issues[0]?.message).toContain('"Jane Roe <jane@lender.example>"');
});

test("a file behind --to is told to go before it", () => {
  expect(SignerText.safeParse("loan.pdf").error?.issues[0]?.message).toContain("write the files before --to");
});
