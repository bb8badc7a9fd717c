// Proves that pushed and polled changes end up in the right place, once.
import type { Signature, TimelineEntry } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { type Changes, mergeChanges } from "./merge-changes.ts";
import { ahead, signature } from "./testing/signature.ts";
import { withEntry } from "./with-entry.ts";

const pages = (...rows: ReturnType<typeof signature>[]) => ({
  pages: [{ signatures: rows, next_cursor: null as string | null }],
  pageParams: [""],
});

const changes = (changed: Signature[], rest: Partial<Changes> = {}): Changes => ({
  changed,
  found: changed,
  sort: "-requested_at",
  ...rest,
});

const idsOf = ({ pages: all }: Pick<ReturnType<typeof pages>, "pages">) =>
  all.map((page) => page.signatures.map((each) => each.signature_id));

test("a newer agreement takes its row, the others stay the same objects", () => {
  const [one, two] = [signature({ signature_id: "sig_2" }), signature({ signature_id: "sig_1" })];
  const newer = signature({ signature_id: "sig_1", status: "in_progress", updated_at: ahead(1) });
  const merged = mergeChanges(pages(one, two), changes([newer]));
  expect(merged.pages[0]?.signatures[0]).toBe(one);
  expect(merged.pages[0]?.signatures[1]).toBe(newer);
});

test("an older agreement, and one that the filters do not find, change nothing, so nothing is drawn again", () => {
  const known = pages(signature({ updated_at: ahead(0) }));
  expect(mergeChanges(known, changes([signature({ updated_at: ahead(-1) })]))).toBe(known);
  const other = signature({ signature_id: "sig_9", updated_at: ahead(5), requested_at: ahead(5) });
  expect(mergeChanges(known, changes([other], { found: [] }))).toBe(known);
});

test("an old agreement that completes appears in the list of completed ones, where its age belongs", () => {
  const row = (id: string, at: number) =>
    signature({ signature_id: id, status: "completed", requested_at: ahead(at), updated_at: ahead(at) });
  const list = pages(row("sig_3", -1), row("sig_1", -9));
  const completed = { ...row("sig_2", -5), updated_at: ahead(1) };
  const merged = mergeChanges(list, changes([completed]));
  expect(idsOf(merged)).toEqual([["sig_3", "sig_2", "sig_1"]]);
});

test("an agreement that leaves the filter shows what became of it, and does not come back", () => {
  const pending = signature({ status: "pending", updated_at: ahead(0) });
  const completed = { ...pending, status: "completed" as const, updated_at: ahead(1) };
  // The filter's own answer is the older one.
  const filter = { found: [pending] };
  const shown = mergeChanges(pages(pending), changes([completed], filter));
  expect(shown.pages[0]?.signatures).toEqual([completed]);
  const read = pages();
  expect(mergeChanges(read, changes([completed], filter))).toBe(read);
});

test("what belongs behind the last loaded row is left to its page", () => {
  const list = pages(signature({ signature_id: "sig_1", requested_at: ahead(0) }));
  const older = signature({ signature_id: "sig_0", requested_at: ahead(-9), updated_at: ahead(1) });
  expect(idsOf(mergeChanges(list, changes([older])))).toEqual([["sig_1", "sig_0"]]);
  const [page] = list.pages;
  if (page !== undefined) page.next_cursor = "more";
  expect(mergeChanges(list, changes([older]))).toBe(list);
});

test("in the order of changes, an agreement that changes moves to the top", () => {
  const row = (id: string, at: number) => signature({ signature_id: id, updated_at: ahead(at) });
  const list = pages(row("sig_1", -1), row("sig_2", -2));
  const merged = mergeChanges(list, changes([row("sig_2", 1)], { sort: "-updated_at" }));
  expect(idsOf(merged)).toEqual([["sig_2", "sig_1"]]);
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
