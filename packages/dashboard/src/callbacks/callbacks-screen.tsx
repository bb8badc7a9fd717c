// The journal of everything DigiSigner posted, newest first.
import { CALLBACK_OUTCOMES, type Callback } from "@creditnexus/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Copy, RadioTower, RotateCcw } from "lucide-react";
import { useState } from "react";
import { OnlyFor } from "../session/only-for.tsx";
import { Page } from "../shell/page.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Chips } from "../ui/chips.tsx";
import { MoreRows } from "../ui/more-rows.tsx";
import { Rows, type RowsColumn } from "../ui/rows.tsx";
import { StaleQuery } from "../ui/stale-notice.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { eventWords } from "./event-words.ts";
import { EventsNav } from "./events-nav.tsx";
import { outcomeLooks } from "./outcomes.ts";
import { callbacksQuery } from "./queries.ts";
import { ReplayDialog } from "./replay-dialog.tsx";

export function CallbacksScreen() {
  return (
    <OnlyFor needs="operator" who="operators" title="Callbacks">
      <Journal />
    </OnlyFor>
  );
}

function Journal() {
  const search = useSearch({ from: "/desk/callbacks" });
  const navigate = useNavigate({ from: "/callbacks" });
  const [isReplaying, setReplaying] = useState(false);
  const list = useInfiniteQuery(callbacksQuery(search));
  const callbacks = list.data?.pages.flatMap((page) => page.callbacks) ?? [];
  const toggle = (value: string) => {
    const outcome = CALLBACK_OUTCOMES.filter((each) =>
      each === value ? !search.outcome?.includes(each) : search.outcome?.includes(each),
    );
    void navigate({ search: value === "all" || outcome.length === 0 ? {} : { outcome } });
  };

  return (
    <Page
      title="Callbacks"
      description="Everything DigiSigner posted, byte for byte. A callback is a hint; the truth is read from DigiSigner."
      actions={
        <Button icon={RotateCcw} onClick={() => setReplaying(true)}>
          Replay …
        </Button>
      }
    >
      {isReplaying && (
        <ReplayDialog outcomes={search.outcome ?? []} open onClose={() => setReplaying(false)} />
      )}
      <EventsNav />
      <div className="mb-4">
        <Chips
          label="Outcome"
          onToggle={toggle}
          chips={[
            { value: "all", label: "All", pressed: search.outcome === undefined },
            ...CALLBACK_OUTCOMES.map((value) => ({
              value,
              label: outcomeLooks[value].label,
              icon: outcomeLooks[value].icon,
              pressed: search.outcome?.includes(value) ?? false,
            })),
          ]}
        />
      </div>
      <StaleQuery query={list} />
      {list.isPending ? (
        <TableSkeleton label="Loading the callbacks" />
      ) : list.data === undefined ? (
        <FailureState
          title="The callbacks could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : callbacks.length === 0 ? (
        <EmptyState
          icon={RadioTower}
          title={search.outcome === undefined ? "No callback yet" : "None with this outcome"}
        >
          DigiSigner posts one for each signature and one when an agreement is complete.
        </EmptyState>
      ) : (
        <>
          <Rows
            caption="Callbacks"
            columns={columns}
            rows={callbacks}
            rowKey={({ callback_id }) => callback_id}
          />
          <MoreRows query={list} />
        </>
      )}
    </Page>
  );
}

const columns: RowsColumn<Callback>[] = [
  {
    head: "Outcome",
    width: "w-36",
    cell: ({ outcome }) => {
      const { label, tone, icon } = outcomeLooks[outcome];
      return (
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
      );
    },
  },
  {
    head: "Event",
    main: true,
    cell: (callback) => (
      <>
        <Link
          to="/callbacks/$callbackId"
          params={{ callbackId: callback.callback_id }}
          data-row
          className="row-link font-medium"
        >
          {eventWords[callback.event_type ?? ""] ?? callback.event_type ?? "Unreadable"}
        </Link>
        <span className="block truncate text-sm text-faint">
          {callback.signer_email ?? callback.digisigner_request_id ?? callback.outcome_detail ?? "No details"}
        </span>
      </>
    ),
  },
  {
    head: "Authenticity",
    width: "w-36",
    cell: ({ authenticity, is_duplicate, deliveries }) => (
      <span className="flex items-center gap-2 text-sm text-muted">
        {{ hmac: "Signed", token: "URL token", none: "None" }[authenticity]}
        {is_duplicate && (
          <span className="inline-flex items-center gap-1 text-faint">
            <Copy aria-hidden className="size-3.5" />
            Duplicate
          </span>
        )}
        {deliveries > 1 && <span className="tnum text-faint">came {deliveries} times</span>}
      </span>
    ),
  },
  {
    head: "Received",
    width: "w-36",
    cell: ({ received_at }) => <RelativeTime at={received_at} className="text-sm text-muted" />,
  },
];
