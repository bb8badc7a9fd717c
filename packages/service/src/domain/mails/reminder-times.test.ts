// Holds when reminders are due.
import { expect, test } from "vitest";
import { dueReminder, nextReminder } from "./reminder-times.ts";

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number, 9));
const plan = { expiresAt: day(31), reminderDays: [7, 3, 1] };

test("the next reminder is the first one ahead", () => {
  expect(nextReminder({ ...plan, after: day(1) })).toEqual(day(24));
  expect(nextReminder({ ...plan, after: day(24) })).toEqual(day(28));
  expect(nextReminder({ ...plan, after: day(30) })).toBeNull();
});

test("a reminder on the day of expiry comes with the expiry and not after it", () => {
  expect(nextReminder({ expiresAt: day(31), reminderDays: [0], after: day(30) })).toEqual(day(31));
  expect(dueReminder({ expiresAt: day(31), reminderDays: [0], now: day(31) })).toBeUndefined();
});

test("nothing is due early, each day is due in its turn", () => {
  expect(dueReminder({ ...plan, now: day(23) })).toBeUndefined();
  expect(dueReminder({ ...plan, now: day(24) })).toBe(7);
  expect(dueReminder({ ...plan, now: day(29) })).toBe(3);
});

test("after an outage only the latest missed reminder is due", () => {
  expect(dueReminder({ ...plan, now: new Date(day(30).getTime() + 1) })).toBe(1);
});

test("nothing is due after the expiry", () => {
  expect(dueReminder({ ...plan, now: day(32) })).toBeUndefined();
});
