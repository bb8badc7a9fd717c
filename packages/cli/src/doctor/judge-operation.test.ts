// Room on the disk and workers that are silent: cases that cannot be made for real within a test.
import type { Callback } from "@creditnexus/contract";
import { expect, test } from "vitest";
import { diskRoom } from "./disk.ts";
import type { Facts } from "./facts.ts";
import { facts, NOW } from "./facts-for-tests.ts";
import { judgeOperation } from "./judge-operation.ts";

const MEGABYTE = 1024 * 1024;

const received = (secondsAgo: number, outcome: Callback["outcome"]): Callback => ({
  callback_id: "cbk_1",
  received_at: new Date(NOW.getTime() - secondsAgo * 1000).toISOString(),
  event_type: "DOCUMENT_SIGNED",
  event_time: null,
  digisigner_request_id: null,
  digisigner_document_id: null,
  signer_email: null,
  signature_id: null,
  authenticity: "none",
  outcome,
  outcome_detail: null,
  processed_at: null,
  sha256: "0".repeat(64),
  size: 2,
  is_duplicate: false,
  deliveries: 1,
  source_address: "127.0.0.1",
});

const causes = (given: Partial<Facts>) => judgeOperation(facts(given)).map((finding) => finding.cause);

test.each([
  [100, "disk_full"],
  [1000, "disk_low"],
  [50_000, null],
])("with %i MB free the disk is judged as %s", (free, cause) => {
  expect(causes({ disk: { free: free * MEGABYTE, total: 100_000 * MEGABYTE } })).toEqual([cause]);
});

test("callbacks that lie untouched for half a minute mean that no worker runs", () => {
  expect(causes({ journal: [received(5, "received"), received(31, "received")] })).toEqual(["worker_silent"]);
  expect(causes({ journal: [received(5, "received"), received(90, "processed")] })).toEqual([]);
});

test("the room of a disk is read where there is one", async () => {
  const room = await diskRoom(import.meta.dirname);
  expect(room?.total).toBeGreaterThan(room?.free ?? 0);
  expect(await diskRoom("/nowhere/at/all")).toBeUndefined();
});
