// Says that what is on screen could not be read again, and how old it is.
import { describeFailure } from "../api/message.ts";
import { formatDate, formatMinute } from "../format/time.ts";
import { Notice } from "./notice.tsx";

export interface StaleNoticeProps {
  /** When it was last read. */
  since: number | Date;
  error: unknown;
}

export function StaleNotice({ since, error }: StaleNoticeProps) {
  const at = new Date(since).toISOString();
  const isToday = formatDate(at) === formatDate(new Date().toISOString());
  return (
    <Notice
      tone="warn"
      title={`Not up to date since ${isToday ? "" : `${formatDate(at)}, `}${formatMinute(at)}`}
      live
    >
      {describeFailure(error).detail}
    </Notice>
  );
}

export interface StaleQueryProps {
  query: { isRefetchError: boolean; dataUpdatedAt: number; error: unknown };
}

/** Above what a query shows, for as long as it cannot be read again. */
export function StaleQuery({ query }: StaleQueryProps) {
  if (!query.isRefetchError) return null;
  return (
    <div className="mb-4">
      <StaleNotice since={query.dataUpdatedAt} error={query.error} />
    </div>
  );
}
