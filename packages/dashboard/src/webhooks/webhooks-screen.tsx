// The endpoints of other systems that are told what happens.
import type { WebhookEndpoint } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleSlash, Plus, TriangleAlert, Webhook } from "lucide-react";
import { useState } from "react";
import { plural } from "../format/size.ts";
import { useReason } from "../session/use-session.ts";
import { SettingsNav } from "../settings/settings-nav.tsx";
import { Page } from "../shell/page.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Rows, type RowsColumn } from "../ui/rows.tsx";
import { SecretOnce } from "../ui/secret-once.tsx";
import { StaleQuery } from "../ui/stale-notice.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { EndpointActions } from "./endpoint-actions.tsx";
import { NewEndpointDialog } from "./new-endpoint-dialog.tsx";
import { endpointsQuery } from "./queries.ts";

export function WebhooksScreen() {
  const readReason = useReason("operator");
  const changeReason = useReason("admin");
  const list = useQuery({ ...endpointsQuery, enabled: readReason === undefined });
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const columns: RowsColumn<WebhookEndpoint>[] = [
    { head: "State", width: "w-32", cell: (endpoint) => <State endpoint={endpoint} /> },
    {
      head: "Endpoint",
      main: true,
      cell: ({ url, description, disabled_reason }) => (
        <>
          <span className="block truncate font-mono text-sm">{url}</span>
          <span className="block truncate text-sm text-faint">
            {disabled_reason ?? description ?? "No description"}
          </span>
        </>
      ),
    },
    {
      head: "Events",
      width: "w-32",
      cell: ({ events }) => (
        <span className="text-sm text-muted" title={events.join(", ")}>
          {events.length === 0 ? "All" : plural(events.length, "event")}
        </span>
      ),
    },
    {
      head: "Actions",
      width: "w-40",
      cell: (endpoint) => <EndpointActions endpoint={endpoint} onSecret={setSecret} />,
    },
  ];

  return (
    <Page
      title="Webhooks"
      description="Other systems are told of every step, with signatures after the Standard Webhooks specification."
      actions={
        <Button weight="primary" icon={Plus} reason={changeReason} onClick={() => setMaking(true)}>
          New endpoint
        </Button>
      }
    >
      <SettingsNav />
      <StaleQuery query={list} />
      {readReason !== undefined ? (
        <Notice tone="info" title="Only for operators">
          {readReason}
        </Notice>
      ) : list.isPending ? (
        <TableSkeleton label="Loading the endpoints" />
      ) : list.data === undefined ? (
        <FailureState
          title="The endpoints could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : list.data.endpoints.length === 0 ? (
        <EmptyState icon={Webhook} title="No endpoints yet">
          Name a URL of your own system, and it learns of every step as it happens.
        </EmptyState>
      ) : (
        <Rows
          caption="Webhook endpoints"
          columns={columns}
          rows={list.data.endpoints}
          rowKey={({ endpoint_id }) => endpoint_id}
        />
      )}
      <NewEndpointDialog open={making} onClose={() => setMaking(false)} onSecret={setSecret} />
      {secret !== undefined && (
        <SecretOnce title="The signing secret" secret={secret} onClose={() => setSecret(undefined)} />
      )}
    </Page>
  );
}

function State({ endpoint }: { endpoint: WebhookEndpoint }) {
  if (endpoint.state === "disabled") {
    return (
      <Badge tone="quiet" icon={CircleSlash}>
        Disabled
      </Badge>
    );
  }
  return endpoint.failing_since === null ? (
    <Badge tone="good" icon={CircleCheck}>
      Active
    </Badge>
  ) : (
    <Badge tone="warn" icon={TriangleAlert}>
      Failing
    </Badge>
  );
}
