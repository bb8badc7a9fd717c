// Reads the Retry-After header in both its forms.

/**
 * Milliseconds to wait, or undefined when absent or unreadable. A date is compared with the answer's own
 * `Date` where there is one, so that a clock that is off does not matter.
 */
export function retryAfterMs(headers: Headers, now: () => number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000);
  // A date begins with its weekday; Date.parse makes one of "-1" too.
  const date = /^[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(date)) return undefined;
  const serverNow = Date.parse(headers.get("date") ?? "");
  return Math.max(0, date - (Number.isNaN(serverNow) ? now() : serverNow));
}
