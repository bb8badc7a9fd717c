// The log of what was told to other systems, newest first.
import { DELIVERY_STATES, type Delivery, type DeliveryList } from "@creditnexus/contract";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Send, X } from "lucide-react";
import { desk } from "../api/desk.ts";
import { EventsNav } from "../callbacks/events-nav.tsx";
import { plural } from "../format/size.ts";
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
import { endpointsQuery } from "../webhooks/queries.ts";
import { deliveryLooks, lastAnswer } from "./delivery-looks.ts";

export function DeliveriesScreen() {
  return (
    <OnlyFor needs="operator" who="operators" title="Deliveries">
      <DeliveryLog />
    </OnlyFor>
  );
}

function DeliveryLog() {
  const search = useSearch({ from: "/desk/deliveries" });
  const navigate = useNavigate({ from: "/deliveries" });
  const endpoints = useQuery(endpointsQuery);
  const list = useInfiniteQuery({
    queryKey: ["deliveries", "list", search] as const,
    queryFn: ({ pageParam }): Promise<DeliveryList> =>
      desk.deliveries.list({
        limit: 50,
        ...(search.state === undefined ? {} : { state: search.state }),
        ...(search.endpoint === undefined ? {} : { endpoint_id: search.endpoint }),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) === 1 ? 5_000 : false),
  });
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const urlOf = (id: string) =>
    endpoints.data?.endpoints.find(({ endpoint_id }) => endpoint_id === id)?.url ?? id;
  const toggle = (value: string) => {
    const state = DELIVERY_STATES.filter((each) =>
      each === value ? !search.state?.includes(each) : search.state?.includes(each),
    );
    const { state: _state, ...rest } = search;
    void navigate({ search: value === "all" || state.length === 0 ? rest : { ...rest, state } });
  };

  const clearEndpoint = () => {
    const { endpoint: _endpoint, ...rest } = search;
    void navigate({ search: rest });
  };

  const columns: RowsColumn<Delivery>[] = [
    {
      head: "State",
      width: "w-32",
      cell: ({ state }) => {
        const { label, tone, icon } = deliveryLooks[state];
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
      cell: (delivery) => (
        <>
          <Link
            data-row
            to="/deliveries/$deliveryId"
            params={{ deliveryId: delivery.delivery_id }}
            className="row-link font-mono text-sm"
          >
            {delivery.event_type}
          </Link>
          <span className="block truncate text-sm text-faint">{urlOf(delivery.endpoint_id)}</span>
        </>
      ),
    },
    {
      head: "Last answer",
      width: "w-64",
      wideOnly: true,
      cell: (delivery) => (
        <span className="text-sm text-muted">
          {lastAnswer(delivery)}
          {delivery.attempts > 1 && ` · ${plural(delivery.attempts, "attempt")}`}
        </span>
      ),
    },
    {
      head: "Made",
      width: "w-36",
      cell: ({ created_at }) => <RelativeTime at={created_at} className="text-sm text-muted" />,
    },
  ];

  return (
    <Page title="Deliveries" description="Everything that was told to other systems, and how they answered.">
      <EventsNav />
      <div className="mb-4 flex flex-col gap-3">
        <Chips
          label="State"
          onToggle={toggle}
          chips={[
            { value: "all", label: "All", pressed: search.state === undefined },
            ...DELIVERY_STATES.map((value) => ({
              value,
              label: deliveryLooks[value].label,
              icon: deliveryLooks[value].icon,
              pressed: search.state?.includes(value) ?? false,
            })),
          ]}
        />
        {search.endpoint !== undefined && (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            <span className="min-w-0 break-all">Only to {urlOf(search.endpoint)}</span>
            <Button size="sm" weight="quiet" icon={X} onClick={clearEndpoint}>
              Show all endpoints
            </Button>
          </p>
        )}
      </div>
      <StaleQuery query={list} />
      {list.isPending ? (
        <TableSkeleton label="Loading the deliveries" />
      ) : list.data === undefined ? (
        <FailureState
          title="The deliveries could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : deliveries.length === 0 ? (
        <NoDeliveries filtered={search.state !== undefined || search.endpoint !== undefined} />
      ) : (
        <>
          <Rows
            caption="Deliveries"
            columns={columns}
            rows={deliveries}
            rowKey={({ delivery_id }) => delivery_id}
          />
          <MoreRows query={list} />
        </>
      )}
    </Page>
  );
}

function NoDeliveries({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState icon={Send} title="Nothing matches these filters">
      Every delivery is kept here, whatever became of it.
    </EmptyState>
  ) : (
    <EmptyState icon={Send} title="Nothing was delivered yet">
      Add an endpoint under Settings → Webhooks, and other systems learn of every step.
    </EmptyState>
  );
}
