// Dates as PDF writes them: D:YYYYMMDDHHmmSS with an optional offset.

const DATE = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?'?)?/;

export function parsePdfDate(text: string | undefined): Date | undefined {
  const match = DATE.exec(text ?? "");
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const sign = match[7] === "-" ? -1 : 1;
  const offset = sign * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0));
  return new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second));
}
