// Holds the whole transition table: every state with every event.
import { SIGNATURE_STATUSES, type SignatureStatus } from "@creditnexus/contract";
import { describe, expect, test } from "vitest";
import { next, STATUS_EVENTS, type StatusEvent } from "./status.ts";

const table: Record<SignatureStatus, Record<StatusEvent, SignatureStatus>> = {
  sending: {
    sent: "pending",
    signed: "in_progress",
    completed: "completed",
    declined: "declined",
    expired: "expired",
    cancelled: "cancelled",
    failed: "failed",
  },
  pending: {
    sent: "pending",
    signed: "in_progress",
    completed: "completed",
    declined: "declined",
    expired: "expired",
    cancelled: "cancelled",
    failed: "failed",
  },
  in_progress: {
    sent: "in_progress",
    signed: "in_progress",
    completed: "completed",
    declined: "declined",
    expired: "expired",
    cancelled: "cancelled",
    failed: "failed",
  },
  completed: {
    sent: "completed",
    signed: "completed",
    completed: "completed",
    declined: "completed",
    expired: "completed",
    cancelled: "completed",
    failed: "completed",
  },
  declined: {
    sent: "declined",
    signed: "declined",
    completed: "completed",
    declined: "declined",
    expired: "declined",
    cancelled: "declined",
    failed: "declined",
  },
  expired: {
    sent: "expired",
    signed: "expired",
    completed: "completed",
    declined: "expired",
    expired: "expired",
    cancelled: "expired",
    failed: "expired",
  },
  cancelled: {
    sent: "cancelled",
    signed: "cancelled",
    completed: "completed",
    declined: "cancelled",
    expired: "cancelled",
    cancelled: "cancelled",
    failed: "cancelled",
  },
  failed: {
    sent: "failed",
    signed: "failed",
    completed: "completed",
    declined: "failed",
    expired: "failed",
    cancelled: "failed",
    failed: "failed",
  },
};

describe.each(SIGNATURE_STATUSES)("from %s", (status) => {
  test.each(STATUS_EVENTS)("%s leads to the state in the table", (event) => {
    expect(next(status, event)).toBe(table[status][event]);
  });
});

test("no event leads back to an earlier state", () => {
  const rank = (status: SignatureStatus): number =>
    ({ sending: 0, pending: 1, in_progress: 2, completed: 4 })[status as "sending"] ?? 3;
  for (const status of SIGNATURE_STATUSES) {
    for (const event of STATUS_EVENTS) expect(rank(next(status, event))).toBeGreaterThanOrEqual(rank(status));
  }
});
