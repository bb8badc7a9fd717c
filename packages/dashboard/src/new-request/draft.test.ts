// Proves what a draft sends, and what is said about one that cannot be sent.
import { ApiError, CreateSignature } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { checkDraft, isPlaceholder, placeFaults } from "./check-draft.ts";
import { bodyOf, type Draft, emptyDraft, emptySigner, moved, regrouped, turnsOf } from "./draft.ts";
import { uploadFault } from "./use-uploads.ts";

const document = { documentId: "doc_1", title: "Facility agreement", pageCount: 3, size: 1000 };
const jane = emptySigner({ key: "jane", name: "Jane", email: " jane@bank.com ", role: "Lender" });
const bo = emptySigner({ key: "bo", email: "bo@borrower.com" });
const draft = (facts: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(),
  documents: [document],
  signers: [jane, bo],
  ...facts,
});
const strict = { refusePlaceholders: true };

test("signers in order carry their turn", () => {
  const body = bodyOf(draft());
  expect(CreateSignature.safeParse(body).success).toBe(true);
  expect(body.signers).toEqual([
    { email: "jane@bank.com", name: "Jane", role: "Lender", order: 1 },
    { email: "bo@borrower.com", order: 2 },
  ]);
  expect(body.title).toBe("Facility agreement");
});

test("signers at once carry no turn, since a turn would make them wait", () => {
  expect(bodyOf(draft({ inOrder: false })).signers).toEqual([
    { email: "jane@bank.com", name: "Jane", role: "Lender" },
    { email: "bo@borrower.com" },
  ]);
});

test("those who sign together share a turn", () => {
  const together = emptySigner({ withPrevious: true });
  expect(turnsOf([jane, together, bo])).toEqual([1, 1, 2]);
  expect(turnsOf([together, bo])).toEqual([1, 2]);
});

test("a placed field moves the signers to their documents", () => {
  const body = bodyOf(
    draft({
      fields: [
        {
          key: "f",
          documentId: "doc_1",
          signerKey: "bo",
          type: "SIGNATURE",
          page: 2,
          rectangle: [10, 20, 110, 60],
        },
      ],
    }),
  );
  expect(CreateSignature.safeParse(body).success).toBe(true);
  expect(body.signers).toBeUndefined();
  expect(body.documents[0]?.signers?.[1]).toEqual({
    email: "bo@borrower.com",
    order: 2,
    fields: [{ type: "SIGNATURE", page: 2, rectangle: [10, 20, 110, 60] }],
  });
});

test("a complete draft has no fault", () => {
  expect([...checkDraft(draft(), strict)]).toEqual([]);
});

test("each fault stands at its input", () => {
  const faults = checkDraft(
    draft({
      documents: [],
      signers: [
        { ...jane, email: "jane" },
        { ...bo, email: "BO@borrower.com", accessCode: "12" },
        emptySigner({ key: "twin", email: "bo@Borrower.com" }),
      ],
      expiresInDays: "91",
    }),
    strict,
  );
  expect([...faults.keys()].sort()).toEqual([
    "documents",
    "expiresInDays",
    "signer.bo.accessCode",
    "signer.jane.email",
    "signer.twin.email",
  ]);
});

test.each([
  ["a@example.com", true],
  ["a@mail.example.org", true],
  ["a@bank.test", true],
  ["a@myexample.com", false],
  ["a@example.com.bank.de", false],
])("%s is a placeholder: %s", (email, expected) => {
  expect(isPlaceholder(email)).toBe(expected);
});

test("a placeholder is a fault only where mail would really go out", () => {
  const facts = draft({ signers: [{ ...jane, email: "jane@example.com" }] });
  expect(checkDraft(facts, strict).size).toBe(1);
  expect(checkDraft(facts, { refusePlaceholders: false }).size).toBe(0);
});

test("a text tag for a role that no signer has is a fault", () => {
  const tags = [{ role: "Lender" }, { role: "Agent" }, { role: "Agent" }];
  const faults = checkDraft(draft(), { ...strict, tags });
  expect([...faults.keys()]).toEqual(["signers"]);
  expect(faults.get("signers")).toMatch(/for Agent,/);
  expect(checkDraft(draft(), { ...strict, tags: [{ role: "Lender" }, { role: "LENDER" }] }).size).toBe(0);
});

test("the service's faults find their inputs, per document or for all", () => {
  const problem = {
    type: "about:blank",
    title: "The request is not valid",
    status: 400,
    code: "invalid_request" as const,
    detail: "Two faults",
    errors: [
      { path: "/signers/1/email", message: "no such address" },
      { path: "/documents/0/signers/0/role", message: "too long" },
      { path: "/metadata/x", message: "odd" },
    ],
  };
  const error = new ApiError("Two faults", {
    code: "invalid_request",
    method: "POST",
    url: "/api/signatures",
    status: 400,
    problem,
  });
  const { placed, rest } = placeFaults(error, draft());
  expect(Object.fromEntries(placed)).toEqual({
    "signer.bo.email": "no such address",
    "signer.jane.role": "too long",
  });
  expect(rest).toEqual(["odd"]);
});

test("reminders are sent as numbers, and what is none is a fault", () => {
  expect(bodyOf(draft({ reminders: "1, 7 3;3" })).reminder_days).toEqual([7, 3, 1]);
  expect(bodyOf(draft({ reminders: "" })).reminder_days).toEqual([]);
  expect(checkDraft(draft({ reminders: "7, soon" }), strict).has("reminders")).toBe(true);
});

test("nobody signs together with another unasked after a move or a removal", () => {
  const [a, b, c, d] = ["a", "b", "c", "d"].map((key) => emptySigner({ key, withPrevious: key === "c" }));
  if (!a || !b || !c || !d) throw new Error("four signers");
  const before = [a, b, c, d];
  const turns = (after: typeof before) => turnsOf(regrouped(before, after));
  expect(turns([a, c, d])).toEqual([1, 2, 3]);
  expect(turns([c, a, b, d])).toEqual([1, 2, 3, 4]);
  expect(turns([a, b, d, c])).toEqual([1, 2, 3, 4]);
  expect(turns([a, c, b, d])).toEqual([1, 2, 2, 3]);
  expect(regrouped(before, [c, d])[0]?.withPrevious).toBe(false);
});

test("files that were added and are no documents yet are a fault of the documents", () => {
  const running = [{ key: "1", name: "deed.pdf", share: 0.5 }];
  const failed = [{ key: "1", name: "deed.pdf", share: 1, problem: "no network" }];
  const faultOf = (uploads: typeof running) =>
    checkDraft(draft(), { ...strict, uploads: uploadFault(uploads) }).get("documents");
  expect(faultOf([])).toBeUndefined();
  expect(faultOf(running)).toMatch(/deed\.pdf is still being uploaded/);
  expect(faultOf(failed)).toMatch(/deed\.pdf was not added/);
});

test("moving keeps everybody", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
});
