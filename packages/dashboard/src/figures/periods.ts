// The periods that figures can be looked at for, in days.

export const PERIODS = [1, 7, 30, 90, 365] as const;
export type Period = (typeof PERIODS)[number];

export const periodLabels: Record<Period, string> = {
  1: "24 hours",
  7: "7 days",
  30: "30 days",
  90: "90 days",
  365: "1 year",
};
