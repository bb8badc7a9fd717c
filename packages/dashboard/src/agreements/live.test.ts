// Proves that pushed and polled changes end up in the right place, once.
import type { TimelineEntry } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { mergeChanges } from "./merge-changes.ts";
import { ahead, signature } from "./testing/signature.ts";
import { withEntry } from "./with-entry.ts";

const pages = (...rows: ReturnType<typeof signature>[]) => ({
  pages: [{ signatures: rows, next_cursor: null }],
  pageParams: [""],
});

test("a newer agreement takes its row, the others stay the same objects", () => {
  const [one, two] = [signature({ signature_id: "sig_1" }), signature({ signature_id: "sig_2" })];
  const newer = signature({ signature_id: "sig_2", status: "in_progress", updated_at: ahead(1) });
  const merged = mergeChanges(pages(one, two), [newer]);
  expect(merged.pages[0]?.signatures[0]).toBe(one);
  expect(merged.pages[0]?.signatures[1]).toBe(newer);
});

test("an older or unknown agreement changes nothing, so nothing is drawn again", () => {
  const known = pages(signature({ updated_at: ahead(0) }));
  expect(mergeChanges(known, [signature({ updated_at: ahead(-1) })])).toBe(known);
  expect(mergeChanges(known, [signature({ signature_id: "sig_9", updated_at: ahead(5) })])).toBe(known);
});

const entry = (sequence: number, summary = ""): TimelineEntry => ({
  entry_id: `evt_${sequence}`,
  signature_id: "sig_1",
  sequence,
  at: ahead(sequence),
  kind: "sent",
  source: "desk",
  actor: "desk",
  summary,
  data: {},
  callback_id: null,
  previous_hash: null,
  hash: "0".repeat(64),
});

test("entries stand in their order, and one that came twice stands once", () => {
  const entries = withEntry(withEntry([entry(1), entry(3)], entry(2)), entry(3, "again"));
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(entries[2]?.summary).toBe("again");
});
