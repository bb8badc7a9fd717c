// What needs a person, above everything else; not there when nothing does.
import type { Attention, AttentionKind } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  AlarmClock,
  ChevronRight,
  CircleX,
  type LucideIcon,
  ShieldAlert,
  TriangleAlert,
  Unplug,
} from "lucide-react";
import { useState } from "react";
import { describeFailure } from "../api/message.ts";
import { listNames, plural } from "../format/size.ts";
import { useNow } from "../format/use-now.ts";
import { useReason } from "../session/use-session.ts";
import { toneSoft } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { StaleNotice } from "../ui/stale-notice.tsx";
import { levelOf, type Needed, pilesOf, reasonOf } from "./attention.ts";
import { attentionQuery } from "./queries.ts";

const icons: Record<AttentionKind, LucideIcon> = {
  suspect: ShieldAlert,
  not_void: TriangleAlert,
  uncollected: TriangleAlert,
  failed: TriangleAlert,
  declined: CircleX,
  stopped: TriangleAlert,
  overdue: AlarmClock,
  expiring: AlarmClock,
  drift: Unplug,
};

const FEW = 3;

const linkClass =
  "rounded-full border px-2.5 py-0.5 text-sm text-muted transition-colors hover:bg-hover hover:text-ink";

export interface AttentionPanelProps {
  /** The screen says already that what it shows is not up to date. */
  isToldStale: boolean;
}

export function AttentionPanel({ isToldStale }: AttentionPanelProps) {
  const now = useNow();
  const { data, isError, error, dataUpdatedAt, refetch } = useQuery(attentionQuery);
  const [all, setAll] = useState(false);
  const closed = useReason("operator") !== undefined;
  if (data === undefined) {
    if (!isError) return null;
    return (
      <div className="mb-6">
        <Notice
          tone="bad"
          title="What needs attention could not be read"
          live
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {describeFailure(error).detail}
        </Notice>
      </div>
    );
  }
  const stale = isError && !isToldStale && (
    <div className="mb-3">
      <StaleNotice since={dataUpdatedAt} error={error} />
    </div>
  );
  const work = closed ? 0 : data.parked_callbacks + data.dead_letters;
  if (data.total + work === 0) return stale || null;
  const shown = all ? data.agreements : data.agreements.slice(0, FEW);
  return (
    <section aria-labelledby="attention" className="mb-6">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="attention" className="font-semibold">
          Needs attention
        </h2>
        <span className="tnum rounded-full bg-bad-soft px-2 text-xs font-semibold text-bad">
          {data.total + work}
        </span>
        <Piles attention={data} withWork={!closed} />
        {data.agreements.length > FEW && (
          <Button
            weight="quiet"
            size="sm"
            className="ml-auto"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all
              ? "Show fewer"
              : `Show ${data.agreements.length === data.total ? "all" : "the first"} ${data.agreements.length}`}
          </Button>
        )}
      </div>
      {stale}
      {shown.length > 0 && (
        <ul className="overflow-hidden rounded-lg border bg-surface shadow-raised">
          {shown.map((each) => (
            <li key={each.signature.signature_id} className="border-b last:border-b-0">
              <Row needed={each} now={now} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How many of each kind, as links to all of them. */
function Piles({ attention, withWork }: { attention: Attention; withWork: boolean }) {
  return (
    <ul aria-label="What needs attention" className="flex flex-wrap gap-1.5">
      {pilesOf(attention).map(({ kind, label, count, search }) => (
        <li key={kind}>
          <Link to="/" search={search} className={linkClass}>
            {count} {label}
          </Link>
        </li>
      ))}
      {withWork && attention.parked_callbacks > 0 && (
        <li>
          <Link to="/callbacks" search={{ outcome: ["parked", "dead"] }} className={linkClass}>
            {plural(attention.parked_callbacks, "callback")} that led nowhere
          </Link>
        </li>
      )}
      {withWork && attention.dead_letters > 0 && (
        <li>
          <Link to="/settings/health" className={linkClass}>
            {plural(attention.dead_letters, "job")} that gave up
          </Link>
        </li>
      )}
    </ul>
  );
}

function Row({ needed, now }: { needed: Needed; now: number }) {
  const { signature, kind } = needed;
  const level = levelOf(needed, now);
  const reason = reasonOf(needed, now);
  const Icon = icons[kind];
  const waiting = signature.signers.filter(({ status }) => status === "pending");
  return (
    <Link
      to="/agreements/$signatureId"
      params={{ signatureId: signature.signature_id }}
      className="flex items-center gap-3 px-4 py-2.5 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className={clsx("grid size-8 shrink-0 place-items-center rounded-md", toneSoft[level])}>
        <Icon aria-hidden className="size-4" strokeWidth={2} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{signature.title}</span>
        <span className="block truncate text-sm text-muted">
          <span className={level === "bad" ? "font-medium text-bad" : "font-medium text-warn"}>{reason}</span>
          {(kind === "expiring" || kind === "overdue") && waiting.length > 0 && (
            <>
              {" · waiting for "}
              {listNames(waiting.map(({ name, email }) => name ?? email))}
            </>
          )}
        </span>
      </span>
      <span className="tnum text-sm text-faint max-sm:hidden">
        {signature.progress.signed}/{plural(signature.progress.total, "signature")}
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
    </Link>
  );
}
