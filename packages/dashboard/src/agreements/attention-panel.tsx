// What needs a person, above everything else; not there when nothing does.
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
import { listNames, plural } from "../format/size.ts";
import { useNow } from "../format/use-now.ts";
import { toneSoft } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { type Attention, rankAttention } from "./attention.ts";
import { attentionQuery } from "./queries.ts";

const icons: Record<Attention["kind"], LucideIcon> = {
  expiring: AlarmClock,
  failed: TriangleAlert,
  declined: CircleX,
  suspect: ShieldAlert,
  uncollected: TriangleAlert,
  drift: Unplug,
};

const FEW = 3;

export function AttentionPanel() {
  const now = useNow();
  const { data } = useQuery(attentionQuery);
  const [all, setAll] = useState(false);
  const found = rankAttention(data ?? [], now);
  if (found.length === 0) return null;
  const shown = all ? found : found.slice(0, FEW);
  return (
    <section aria-labelledby="attention" className="mb-6">
      <div className="mb-2 flex items-center gap-2">
        <h2 id="attention" className="font-semibold">
          Needs attention
        </h2>
        <span className="tnum rounded-full bg-bad-soft px-2 text-xs font-semibold text-bad">
          {found.length}
        </span>
        {found.length > FEW && (
          <Button
            weight="quiet"
            size="sm"
            className="ml-auto"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? "Show fewer" : `Show all ${found.length}`}
          </Button>
        )}
      </div>
      <ul className="overflow-hidden rounded-lg border bg-surface shadow-raised">
        {shown.map((each) => (
          <li key={each.signature.signature_id} className="border-b last:border-b-0">
            <Row attention={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ attention }: { attention: Attention }) {
  const { signature, level, kind, reason } = attention;
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
          {kind === "expiring" && waiting.length > 0 && (
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
