// Reads how long a receiver asks us to wait.

const ASKS_TO_WAIT = new Set([429, 503]);

/** Milliseconds from `Retry-After` in either form; undefined when the answer asks for none or it cannot be read. */
export const retryAfterMs = (status: number, value: string | undefined, now: Date): number | undefined => {
  if (!ASKS_TO_WAIT.has(status) || value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // A date begins with its weekday; Date.parse makes one of "-1" too.
  const date = /^[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
};
