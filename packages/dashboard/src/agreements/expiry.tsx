// When an agreement expires: calm, amber within seven days, red within one.
import type { Signature } from "@creditnexus/contract";
import { clsx } from "clsx";
import { AlarmClock } from "lucide-react";
import { expiryTone, formatDateTime, formatRelative } from "../format/time.ts";
import { useNow } from "../format/use-now.ts";
import { isOpen } from "./status.ts";

export function Expiry({ signature }: { signature: Signature }) {
  const now = useNow();
  if (!isOpen(signature)) {
    return (
      <span className="text-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">no longer open</span>
      </span>
    );
  }
  const tone = expiryTone(signature.expires_at, now);
  return (
    <time
      dateTime={signature.expires_at}
      title={formatDateTime(signature.expires_at)}
      className={clsx(
        "inline-flex items-center gap-1 text-sm whitespace-nowrap",
        tone === "calm" ? "text-muted" : "font-medium",
        tone === "soon" && "text-warn",
        (tone === "late" || tone === "past") && "text-bad",
      )}
    >
      {tone !== "calm" && <AlarmClock aria-hidden className="size-3.5" strokeWidth={2.2} />}
      {formatRelative(signature.expires_at, now)}
    </time>
  );
}
