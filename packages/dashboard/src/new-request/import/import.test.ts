// Proves what is read from pasted addresses and from a CDM credit agreement.
import { expect, test } from "vitest";
import { parseAddresses } from "./parse-addresses.ts";
import { parseCdm } from "./parse-cdm.ts";

test.each([
  ["jane@bank.com", { name: "", email: "jane@bank.com", role: "" }],
  ["Jane Doe <jane@bank.com>", { name: "Jane Doe", email: "jane@bank.com", role: "" }],
  ['"Doe, Jane" <jane@bank.com>', { name: "Doe, Jane", email: "jane@bank.com", role: "" }],
  ["Jane Doe\tjane@bank.com\tlender", { name: "Jane Doe", email: "jane@bank.com", role: "Lender" }],
  ["Borrower; Jane Doe; jane@bank.com", { name: "Jane Doe", email: "jane@bank.com", role: "Borrower" }],
  ["jane@bank.com, Jane Doe, Notary", { name: "Jane Doe", email: "jane@bank.com", role: "Notary" }],
])("%j is read", (line, signer) => {
  expect(parseAddresses(line)).toEqual({ signers: [signer], unread: [] });
});

test("several addresses in one line are several signers", () => {
  const { signers } = parseAddresses("Ann <ann@a.com>, Bo <bo@b.com>; cy@c.com");
  expect(signers.map(({ name, email }) => [name, email])).toEqual([
    ["Ann", "ann@a.com"],
    ["Bo", "bo@b.com"],
    ["", "cy@c.com"],
  ]);
});

test("an address comes once, and lines without one are handed back", () => {
  expect(parseAddresses("a@b.com\nA@b.com\n\nnobody here\n")).toEqual({
    signers: [{ name: "", email: "a@b.com", role: "" }],
    unread: ["nobody here"],
  });
});

const agreement = {
  deal_id: "DEAL-7",
  governing_law: "English law",
  parties: [
    { id: "p1", name: "Northwind Lending SA", role: "Lenders", lei: "5493001KJTIIGC8Y1R12" },
    { id: "p2", name: "Contoso Holdings Ltd", role: "borrower" },
    { id: "p3", name: "Trustco", role: "SECURITY_TRUSTEE" },
    { id: "p4", name: "Law & Sons", role: "Counsel" },
    { id: "p5", role: "Lender" },
    { name: "Silent Ltd", lei: "short" },
  ],
};

test("parties become signers to be: who must, who may, and who is unclear", () => {
  const { parties, unresolved, metadata } = parseCdm(JSON.stringify(agreement));
  expect(parties.map(({ name, role, signs }) => [name, role, signs])).toEqual([
    ["Northwind Lending SA", "Lender", "must"],
    ["Contoso Holdings Ltd", "Borrower", "must"],
    ["Trustco", "Security Trustee", "may"],
    ["Law & Sons", "Counsel", "unknown"],
    ["Silent Ltd", "", "unknown"],
  ]);
  expect(unresolved).toHaveLength(4);
  expect(metadata).toEqual({ deal_id: "DEAL-7", governing_law: "English law" });
});

test("parties with the same id are two parties", () => {
  const twice = { id: "lender", role: "Lender" };
  const parties = [
    { ...twice, name: "Northwind Lending SA" },
    { ...twice, name: "Fabrikam Bank" },
  ];
  const keys = parseCdm(JSON.stringify({ parties })).parties.map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

test("an agreement inside the file brings its metadata along, the file's own comes first", () => {
  const inner = { ...agreement, agreement_date: "2026-03-04", deal_id: "INNER" };
  const text = JSON.stringify({ deal_id: "OUTER", credit_agreement: inner });
  const { parties, metadata } = parseCdm(text);
  expect(parties).toHaveLength(5);
  expect(metadata).toEqual({
    deal_id: "OUTER",
    agreement_date: "2026-03-04",
    governing_law: "English law",
  });
});

test.each(["{", "[]", '{"facilities": []}'])("%j is refused in words", (text) => {
  expect(() => parseCdm(text)).toThrow(/JSON/);
});
