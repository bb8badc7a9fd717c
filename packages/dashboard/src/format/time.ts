// Times as people say them: relative where it matters today, exact on demand, always in the reader's zone.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const relativeStrict = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** `3 minutes ago`, `yesterday`, `in 5 days`, to the nearest unit; `just now` within a minute. */
export const formatRelative = (at: string, now: number): string => {
  const difference = Date.parse(at) - now;
  // The present is re-read only on a beat, so that what happened just now may seem to lie ahead.
  if (Math.abs(difference) < MINUTE) return difference > 30_000 ? "in a moment" : "just now";
  const minutes = Math.round(difference / MINUTE);
  if (Math.abs(minutes) < 60) return relativeStrict.format(minutes, "minute");
  const hours = Math.round(difference / HOUR);
  if (Math.abs(hours) < 24) return relativeStrict.format(hours, "hour");
  const days = Math.round(difference / DAY);
  return Math.abs(days) <= 45 ? relative.format(days, "day") : formatDate(at);
};

export const formatDate = (at: string): string =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(new Date(at));

export const formatDateTime = (at: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(at));

export const formatMinute = (at: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date(at));

export const formatTime = (at: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(
    new Date(at),
  );

/** Urgency of an expiry: `late` within a day, `soon` within seven. */
export type ExpiryTone = "calm" | "soon" | "late" | "past";

export const expiryTone = (expiresAt: string, now: number): ExpiryTone => {
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return "past";
  if (left <= DAY) return "late";
  return left <= 7 * DAY ? "soon" : "calm";
};
