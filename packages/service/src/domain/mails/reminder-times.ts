// When reminders go out: so many days before expiry, each once.

const DAY_MS = 86_400_000;

export type ReminderPlan = { expiresAt: Date; reminderDays: readonly number[] };

const timeOf = (plan: ReminderPlan, day: number): number => plan.expiresAt.getTime() - day * DAY_MS;

/** The first reminder after `after`; null when none is left. */
export const nextReminder = (plan: ReminderPlan & { after: Date }): Date | null => {
  const times = plan.reminderDays
    .map((day) => timeOf(plan, day))
    .filter((time) => time > plan.after.getTime() && time <= plan.expiresAt.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
};

/**
 * The reminder that is due at `now`, as days before expiry. After an outage that is only the latest of those missed: nobody
 * is reminded three times in a minute.
 */
export const dueReminder = (plan: ReminderPlan & { now: Date }): number | undefined => {
  if (plan.now >= plan.expiresAt) return undefined;
  const due = plan.reminderDays.filter((day) => timeOf(plan, day) <= plan.now.getTime());
  return due.length === 0 ? undefined : Math.min(...due);
};
