// Holds the rules for a new signature that go beyond single values.
import { expect, test } from "vitest";
import type { ServiceError } from "../../errors.ts";
import { type CreateSignatureInput, checkCreateInput, checkFieldPlaces, schedule } from "./create-input.ts";

const input = (emails: string[], over: Partial<CreateSignatureInput> = {}): CreateSignatureInput => ({
  documents: [
    { documentId: "doc_1", signers: emails.map((email) => ({ email, fields: [] })), path: "/signers" },
  ],
  bundle: false,
  urgency: "standard",
  sendEmails: true,
  useTextTags: false,
  hideTextTags: false,
  metadata: {},
  ...over,
});

const codeOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    return (error as ServiceError).code;
  }
  return "accepted";
};

test("the same address twice on one document is refused, whatever its case", () => {
  expect(codeOf(() => checkCreateInput(input(["jane@lender.com", "JANE@Lender.com"]), "sandbox"))).toBe(
    "duplicate_signer",
  );
});

test("the same address on two documents is fine", () => {
  const [document] = input(["jane@lender.com"]).documents;
  if (document === undefined) throw new Error("the input has one document");
  const two = input([], { documents: [document, { ...document, documentId: "doc_2" }] });
  expect(codeOf(() => checkCreateInput(two, "sandbox"))).toBe("accepted");
});

test("what is said of a signer on two documents has to agree", () => {
  const document = (documentId: string, role: string) => ({
    documentId,
    signers: [{ email: "jane@lender.com", role, fields: [] }],
    path: `/documents/${documentId}/signers`,
  });
  const input2 = (second: string) =>
    input([], { documents: [document("doc_1", "Lender"), document("doc_2", second)] });
  expect(codeOf(() => checkCreateInput(input2("Lender"), "sandbox"))).toBe("accepted");
  expect(codeOf(() => checkCreateInput(input2("Agent"), "sandbox"))).toBe("invalid_request");
});

test.each([
  [0, [0, 0, 596, 842], "accepted"],
  [0, [500, 100, 9999, 140], "leaves page 0 of document doc_1, which is 596 by 842 points"],
  [0, [-1, 100, 90, 140], "leaves page 0"],
  [0, [9999, 140, 500, 100], "leaves page 0"],
  // Turned: as wide before its rotation as it is shown high.
  [1, [0, 0, 596, 842], "accepted"],
  [1, [0, 0, 842, 596], "leaves page 1"],
  [2, [0, 0, 10, 10], "has the pages 0 to 1"],
] as const)("a field on page %i at %j: %s", (page, rectangle, expected) => {
  const pages = [
    { width: 595.28, height: 841.89, rotation: 0 },
    { width: 841.89, height: 595.28, rotation: 90 },
  ];
  const fields = [
    { type: "TEXT" as const, page, rectangle: [...rectangle] as [number, number, number, number] },
  ];
  const document = { documentId: "doc_1", signers: [{ email: "jane@lender.com", fields }], path: "/signers" };
  const check = () => checkFieldPlaces(document, pages);
  if (expected === "accepted") check();
  else expect(check).toThrow(expected);
});

test("one document named twice is refused", () => {
  const [document] = input(["jane@lender.com"]).documents;
  if (document === undefined) throw new Error("the input has one document");
  expect(codeOf(() => checkCreateInput(input([], { documents: [document, document] }), "sandbox"))).toBe(
    "invalid_request",
  );
});

test("a placeholder is refused with the real DigiSigner and welcome in the sandbox", () => {
  const placeholder = input(["signer1@example.com"]);
  expect(codeOf(() => checkCreateInput(placeholder, "digisigner"))).toBe("placeholder_email");
  expect(codeOf(() => checkCreateInput(placeholder, "sandbox"))).toBe("accepted");
});

test("nobody to sign is refused", () => {
  expect(codeOf(() => checkCreateInput(input([]), "sandbox"))).toBe("invalid_request");
});

test("the urgency decides days where nothing else is said", () => {
  expect(schedule(input(["a@b.com"]))).toEqual({ expiresInDays: 30, reminderDays: [7, 3, 1] });
  expect(schedule(input(["a@b.com"], { urgency: "complex" }))).toEqual({
    expiresInDays: 45,
    reminderDays: [14, 7, 3, 1],
  });
});

test("reminders that would fall before the request are left out, repeated ones kept once", () => {
  expect(schedule(input(["a@b.com"], { expiresInDays: 5, reminderDays: [1, 3, 3, 7] }))).toEqual({
    expiresInDays: 5,
    reminderDays: [3, 1],
  });
});
