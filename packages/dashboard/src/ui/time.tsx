// A point in time: relative in the text, exact in the tooltip and for machines.
import { formatDateTime, formatRelative } from "../format/time.ts";
import { useNow } from "../format/use-now.ts";

export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatDateTime(at)} className={className}>
      {formatRelative(at, now)}
    </time>
  );
}
