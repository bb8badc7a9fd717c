// What can be done with one endpoint: try it, pause it, change its secret, remove it.
import type { WebhookEndpoint } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Activity, KeyRound, ListChecks, MoreHorizontal, Pause, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { useReason } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { notify, notifyFailure } from "../ui/toasts.tsx";
import { endpointsQuery } from "./queries.ts";

export interface EndpointActionsProps {
  endpoint: WebhookEndpoint;
  onSecret: (secret: string) => void;
}

export function EndpointActions({ endpoint, onSecret }: EndpointActionsProps) {
  const [deleting, setDeleting] = useState(false);
  const adminReason = useReason("admin");
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const id = endpoint.endpoint_id;
  const run = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: endpointsQuery.queryKey }),
    onError: (error) => notifyFailure("That did not work", describeFailure(error).detail),
  });
  const ping = async () => {
    const { delivery_id } = await desk.webhookEndpoints.ping(id);
    notify("A test event is on its way");
    await navigate({ to: "/deliveries/$deliveryId", params: { deliveryId: delivery_id } });
  };
  const rotate = async () => onSecret((await desk.webhookEndpoints.rotateSecret(id)).secret);
  const remove = async () => {
    await desk.webhookEndpoints.delete(id);
    setDeleting(false);
    notify("Removed", `Nothing more goes to ${endpoint.url}.`);
  };
  const disabled = endpoint.state === "disabled";

  return (
    <span className="relative z-1 flex gap-1">
      <Button
        size="sm"
        icon={Activity}
        aria-label={`Ping ${endpoint.url}`}
        busy={run.isPending}
        reason={disabled ? "Enable the endpoint first." : undefined}
        onClick={() => run.mutate(ping)}
      >
        Ping
      </Button>
      <Menu trigger={<Button size="sm" icon={MoreHorizontal} aria-label={`More for ${endpoint.url}`} />}>
        <MenuItem
          icon={ListChecks}
          onSelect={() => void navigate({ to: "/deliveries", search: { endpoint: id } })}
        >
          Its deliveries
        </MenuItem>
        <MenuItem
          icon={disabled ? Play : Pause}
          onSelect={() =>
            run.mutate(() =>
              disabled ? desk.webhookEndpoints.enable(id) : desk.webhookEndpoints.disable(id),
            )
          }
        >
          {disabled ? "Enable" : "Disable"}
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={KeyRound}
          disabled={adminReason !== undefined}
          note={adminReason ?? "The old one signs beside it for 24 hours."}
          onSelect={() => run.mutate(rotate)}
        >
          New secret…
        </MenuItem>
        <MenuItem
          icon={Trash2}
          danger
          disabled={adminReason !== undefined}
          note={adminReason}
          onSelect={() => setDeleting(true)}
        >
          Remove…
        </MenuItem>
      </Menu>
      <Dialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title="Remove this endpoint?"
        description={`${endpoint.url} is told nothing more, and its deliveries are forgotten.`}
        actions={
          <>
            <Button onClick={() => setDeleting(false)}>Keep it</Button>
            <Button weight="danger" busy={run.isPending} onClick={() => run.mutate(remove)}>
              Remove
            </Button>
          </>
        }
      />
    </span>
  );
}
