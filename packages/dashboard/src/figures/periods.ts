// The periods that figures can be looked at for, in days.

export const PERIODS = [7, 30, 90, 365] as const;
export type Period = (typeof PERIODS)[number];
