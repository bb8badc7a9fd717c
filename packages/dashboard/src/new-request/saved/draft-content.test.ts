// Proves that a draft comes back from the service as it went there, but for its access codes.
import { DraftContent } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { type Draft, emptyDraft, emptySigner } from "../draft.ts";
import { contentOf, draftOf } from "./draft-content.ts";

const ID = "doc_01kb0000000000000000000000";
const draft: Draft = {
  ...emptyDraft(),
  documents: [{ documentId: ID, title: "Deed", pageCount: 2, size: 9 }],
  signers: [
    emptySigner({ name: "Jane", email: "jane@", party: "Northgate plc", accessCode: "4711", asksCode: true }),
    emptySigner({ email: "olaf@bank.com", withPrevious: true, language: "de" }),
  ],
  fields: [
    {
      key: "f1",
      documentId: ID,
      signerKey: "k1",
      type: "TEXT",
      page: 1,
      rectangle: [1, 2, 3, 4],
      label: "Place",
    },
  ],
  inOrder: false,
  reminders: "7, x",
  useTextTags: true,
  metadata: { deal: "D-1" },
};

test("a draft survives the way to the service and back, only its access codes do not", () => {
  const content = DraftContent.parse(JSON.parse(JSON.stringify(contentOf(draft))));
  expect(JSON.stringify(content)).not.toContain("4711");
  const back = draftOf({
    draft_id: "drf_1",
    version: 1,
    title: "Deed",
    documents: [{ document_id: ID, title: "Deed", page_count: 2, size: 9 }],
    content,
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-01-01T00:00:00.000Z",
  });
  const [jane, olaf] = draft.signers;
  expect(back).toEqual({ ...draft, signers: [{ ...jane, accessCode: "" }, olaf] });
});
