// One callback with its raw bytes, what became of it, and a replay.
import type { CallbackDetail } from "@creditnexus/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { formatDateTime } from "../format/time.ts";
import { OnlyFor } from "../session/only-for.tsx";
import { useReason } from "../session/use-session.ts";
import { Page } from "../shell/page.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { Facts } from "../ui/facts.tsx";
import { Panel } from "../ui/panel.tsx";
import { StaleQuery } from "../ui/stale-notice.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { notify, notifyFailure } from "../ui/toasts.tsx";
import { BodyPanel } from "./body-panel.tsx";
import { outcomeLooks } from "./outcomes.ts";
import { callbackQuery } from "./queries.ts";

export function CallbackScreen() {
  return (
    <OnlyFor needs="operator" who="operators" title="Callback">
      <LiveCallback />
    </OnlyFor>
  );
}

function LiveCallback() {
  const { callbackId } = useParams({ from: "/desk/callbacks/$callbackId" });
  const callback = useQuery(callbackQuery(callbackId));
  const back = <BackLink to="/callbacks" label="Callbacks" />;
  if (callback.data === undefined) {
    return (
      <Page title="Callback" heading={back}>
        {callback.isPending ? (
          <Loading label="Loading the callback">
            <Skeleton className="h-80 rounded-lg" />
          </Loading>
        ) : (
          <FailureState
            title="The callback could not be loaded"
            error={callback.error}
            onRetry={() => void callback.refetch()}
          />
        )}
      </Page>
    );
  }
  return (
    <Detail callback={callback.data} back={back}>
      <StaleQuery query={callback} />
    </Detail>
  );
}

interface DetailProps {
  callback: CallbackDetail;
  back: ReactNode;
  /** Said above everything. */
  children: ReactNode;
}

function Detail({ callback, back, children }: DetailProps) {
  const look = outcomeLooks[callback.outcome];
  const title = callback.event_type ?? "Unreadable callback";
  return (
    <Page
      title={title}
      heading={
        <>
          {back}
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="text-xl font-semibold tracking-tight break-all">{title}</h1>
            <Badge tone={look.tone} icon={look.icon}>
              {look.label}
            </Badge>
          </div>
          <p className="mt-1 text-muted">{callback.outcome_detail ?? look.meaning}</p>
        </>
      }
      actions={<Replay callback={callback} />}
    >
      {children}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Panel title="Facts">
          <Facts facts={factsOf(callback)} />
        </Panel>
        <div className="flex min-w-0 flex-col gap-5">
          <BodyPanel callback={callback} />
          <Panel title="Headers">
            <Code label="Headers, as text">
              {Object.entries(callback.headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join("\n")}
            </Code>
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Replay({ callback }: { callback: CallbackDetail }) {
  const reason = useReason("operator");
  const queryClient = useQueryClient();
  const replay = useMutation({
    mutationFn: () => desk.callbacks.replay(callback.callback_id),
    onSuccess: () => {
      notify(
        "Being processed again",
        "The same bytes go through the same steps; doing it twice changes nothing.",
      );
      void queryClient.invalidateQueries({ queryKey: ["callbacks"] });
    },
    onError: (error) => notifyFailure("Not replayed", describeFailure(error).detail),
  });
  return (
    <Button icon={RotateCcw} reason={reason} busy={replay.isPending} onClick={() => replay.mutate()}>
      Replay
    </Button>
  );
}

const authenticity = {
  hmac: "A valid signature of the body",
  token: "The secret token in the URL",
  none: "None (no secret is set)",
};

function factsOf(callback: CallbackDetail): [string, ReactNode][] {
  return [
    ["Received", formatDateTime(callback.received_at)],
    ["Sent by DigiSigner", callback.event_time === null ? "Not said" : formatDateTime(callback.event_time)],
    ["Processed", callback.processed_at === null ? "Not yet" : formatDateTime(callback.processed_at)],
    ["Authenticity", authenticity[callback.authenticity]],
    ["Came before", callback.is_duplicate ? "Yes, with the same bytes" : "No"],
    ["Deliveries", callback.deliveries === 1 ? "Once" : `${callback.deliveries} times, the same bytes`],
    ["From", <code key="from">{callback.source_address}</code>],
    [
      "Agreement",
      callback.signature_id === null ? (
        "None of ours"
      ) : (
        <Link
          key="agreement"
          to="/agreements/$signatureId"
          params={{ signatureId: callback.signature_id }}
          className="font-medium text-accent-ink underline underline-offset-2"
        >
          Open the agreement
        </Link>
      ),
    ],
    ["Signer", callback.signer_email ?? "Not said"],
    ["DigiSigner request", <code key="request">{callback.digisigner_request_id ?? "–"}</code>],
    ["DigiSigner document", <code key="document">{callback.digisigner_document_id ?? "–"}</code>],
    ["SHA-256", <code key="sha">{callback.sha256}</code>],
  ];
}
