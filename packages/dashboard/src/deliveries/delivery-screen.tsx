// One delivery with its bytes, every attempt, and a way to send it once more.
import type { DeliveryAttempt, DeliveryDetail } from "@creditnexus/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { formatDateTime, formatTime } from "../format/time.ts";
import { OnlyFor } from "../session/only-for.tsx";
import { useReason } from "../session/use-session.ts";
import { Page } from "../shell/page.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Code, prettyJson } from "../ui/code.tsx";
import { Facts } from "../ui/facts.tsx";
import { Panel } from "../ui/panel.tsx";
import { StaleQuery } from "../ui/stale-notice.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { notify, notifyFailure } from "../ui/toasts.tsx";
import { deliveryLooks, lastAnswer } from "./delivery-looks.ts";

export function DeliveryScreen() {
  return (
    <OnlyFor needs="operator" who="operators" title="Delivery">
      <LiveDelivery />
    </OnlyFor>
  );
}

function LiveDelivery() {
  const { deliveryId } = useParams({ from: "/desk/deliveries/$deliveryId" });
  const delivery = useQuery({
    queryKey: ["deliveries", "one", deliveryId],
    queryFn: () => desk.deliveries.get(deliveryId),
    refetchInterval: ({ state }) => (state.data?.state === "pending" ? 2_000 : false),
  });
  const back = <BackLink to="/deliveries" label="Deliveries" />;
  if (delivery.data !== undefined) {
    return (
      <Detail delivery={delivery.data}>
        <StaleQuery query={delivery} />
      </Detail>
    );
  }
  return (
    <Page title="Delivery" heading={back}>
      {delivery.isPending ? (
        <Loading label="Loading the delivery">
          <Skeleton className="h-80 rounded-lg" />
        </Loading>
      ) : (
        <FailureState
          title="The delivery could not be loaded"
          error={delivery.error}
          onRetry={() => void delivery.refetch()}
        />
      )}
    </Page>
  );
}

interface DetailProps {
  delivery: DeliveryDetail;
  /** Said above everything. */
  children: ReactNode;
}

function Detail({ delivery, children }: DetailProps) {
  const look = deliveryLooks[delivery.state];
  return (
    <Page
      title={delivery.event_type}
      heading={
        <>
          <BackLink to="/deliveries" label="Deliveries" />
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="font-mono text-lg font-semibold break-all">{delivery.event_type}</h1>
            <Badge tone={look.tone} icon={look.icon}>
              {look.label}
            </Badge>
          </div>
          <p className="mt-1 text-muted">{lastAnswer(delivery)}</p>
        </>
      }
      actions={<Redeliver delivery={delivery} />}
    >
      {children}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="Facts">
            <Facts
              facts={[
                ["Made", formatDateTime(delivery.created_at)],
                [
                  "Delivered",
                  delivery.delivered_at === null ? "Not yet" : formatDateTime(delivery.delivered_at),
                ],
                [
                  "Next attempt",
                  delivery.next_attempt_at === null ? "None" : formatDateTime(delivery.next_attempt_at),
                ],
                [
                  "Agreement",
                  delivery.signature_id === null ? (
                    "None"
                  ) : (
                    <Link
                      key="agreement"
                      to="/agreements/$signatureId"
                      params={{ signatureId: delivery.signature_id }}
                      className="font-medium text-accent-ink underline underline-offset-2"
                    >
                      Open the agreement
                    </Link>
                  ),
                ],
                ["webhook-id", <code key="event">{delivery.event_id}</code>],
              ]}
            />
          </Panel>
          <Panel title="Attempts">
            {delivery.history.length === 0 ? (
              <p className="px-4 py-3 text-muted">Not tried yet.</p>
            ) : (
              <ol className="divide-y">
                {delivery.history.map((attempt) => (
                  <Attempt key={attempt.attempt} attempt={attempt} />
                ))}
              </ol>
            )}
          </Panel>
        </div>
        <Panel title="Body">
          <Code label="Body, as text">{prettyJson(delivery.payload)}</Code>
        </Panel>
      </div>
    </Page>
  );
}

function Attempt({ attempt }: { attempt: DeliveryAttempt }) {
  const good = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  return (
    <li className="px-4 py-2.5 text-sm">
      <p className="flex items-baseline gap-3">
        <span className="tnum text-faint">{attempt.attempt}.</span>
        <span className={good ? "font-medium text-good" : "font-medium text-bad"}>
          {attempt.error ?? (attempt.status === null ? "No answer" : `Answered ${attempt.status}`)}
        </span>
        <span className="tnum ml-auto text-faint">
          {formatTime(attempt.started_at)}
          {attempt.duration_ms !== null && ` · ${attempt.duration_ms} ms`}
        </span>
      </p>
      {attempt.response_body !== null && attempt.response_body !== "" && (
        <p className="mt-1 line-clamp-3 font-mono text-xs break-all text-muted">{attempt.response_body}</p>
      )}
    </li>
  );
}

function Redeliver({ delivery }: { delivery: DeliveryDetail }) {
  const reason = useReason("operator");
  const queryClient = useQueryClient();
  const redeliver = useMutation({
    mutationFn: () => desk.deliveries.redeliver(delivery.delivery_id),
    onSuccess: () => {
      notify("On its way again", "With the same id and the same bytes.");
      void queryClient.invalidateQueries({ queryKey: ["deliveries"] });
    },
    onError: (error) => notifyFailure("Not delivered again", describeFailure(error).detail),
  });
  return (
    <Button icon={RotateCcw} reason={reason} busy={redeliver.isPending} onClick={() => redeliver.mutate()}>
      Deliver again
    </Button>
  );
}
