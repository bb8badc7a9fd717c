// The head of one agreement: title, state, progress, and how much time is left.
import type { Signature } from "@creditnexus/contract";
import { clsx } from "clsx";
import { AlarmClock } from "lucide-react";
import { expiryTone, formatDateTime, formatRelative } from "../format/time.ts";
import { useNow } from "../format/use-now.ts";
import { Progress } from "../ui/progress.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { isCollecting, isOpen } from "./status.ts";
import { StatusBadge } from "./status-badge.tsx";
import type { Liveness } from "./use-live-signature.ts";

export function DetailHeading({ signature, liveness }: { signature: Signature; liveness: Liveness }) {
  const { progress } = signature;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{signature.title}</h1>
        <StatusBadge status={signature.status} />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-sm text-muted">
        <span className="flex items-center gap-2">
          <Progress signed={progress.signed} total={progress.total} className="w-28" />
          <span className="tnum">
            {progress.signed} of {progress.total} signed
          </span>
        </span>
        <span>
          Requested <RelativeTime at={signature.requested_at} />
        </span>
        <Deadline signature={signature} />
        <LiveMark liveness={liveness} />
      </div>
    </>
  );
}

function Deadline({ signature }: { signature: Signature }) {
  const now = useNow();
  if (isCollecting(signature)) return <span>Fetching and proving the signed PDF…</span>;
  if (signature.closed_at !== null) {
    return (
      <span>
        Closed <RelativeTime at={signature.closed_at} />
      </span>
    );
  }
  if (!isOpen(signature)) return null;
  const tone = expiryTone(signature.expires_at, now);
  const words = tone === "past" ? "Was due" : "Expires";
  return (
    <span
      title={formatDateTime(signature.expires_at)}
      className={clsx(
        "inline-flex items-center gap-1",
        tone !== "calm" && "rounded-full px-2 py-0.5 font-medium",
        tone === "soon" && "bg-warn-soft text-warn",
        (tone === "late" || tone === "past") && "bg-bad-soft text-bad",
      )}
    >
      {tone !== "calm" && <AlarmClock aria-hidden className="size-3.5" strokeWidth={2.2} />}
      {words} {formatRelative(signature.expires_at, now)}
    </span>
  );
}

function LiveMark({ liveness }: { liveness: Liveness }) {
  if (liveness === "still") return null;
  const live = liveness === "live";
  return (
    <span
      className="inline-flex items-center gap-1.5 text-xs"
      title={
        live ? "Changes appear as they happen" : "The live connection is away; asking every moment instead"
      }
    >
      <span className="relative grid size-2 place-items-center" aria-hidden>
        {live && <span className="absolute size-2 animate-ping rounded-full bg-good-solid opacity-60" />}
        <span className={clsx("size-2 rounded-full", live ? "bg-good-solid" : "bg-warn-solid")} />
      </span>
      {live ? "Live" : "Reconnecting"}
    </span>
  );
}
