// Adds an endpoint; its secret is then shown this once.
import { type SubscribableEvent, WEBHOOK_EVENT_TYPES } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { endpointsQuery } from "./queries.ts";

const offered = WEBHOOK_EVENT_TYPES.filter((type): type is SubscribableEvent => type !== "ping");

export interface NewEndpointDialogProps {
  open: boolean;
  onClose: () => void;
  onSecret: (secret: string) => void;
}

export function NewEndpointDialog({ open, onClose, onSecret }: NewEndpointDialogProps) {
  const [url, setUrl] = useState("");
  const [description, setDescription] = useState("");
  const [events, setEvents] = useState<readonly SubscribableEvent[]>([]);
  const queryClient = useQueryClient();
  const close = () => {
    setUrl("");
    setDescription("");
    setEvents([]);
    create.reset();
    onClose();
  };
  const create = useMutation({
    mutationFn: () =>
      desk.webhookEndpoints.create({
        url: url.trim(),
        ...(description.trim() === "" ? {} : { description: description.trim() }),
        ...(events.length === 0 ? {} : { events: [...events] }),
      }),
    onSuccess: ({ secret }) => {
      void queryClient.invalidateQueries({ queryKey: endpointsQuery.queryKey });
      close();
      onSecret(secret);
    },
  });
  const failure = create.error === null ? undefined : describeFailure(create.error);
  const urlFault = failure?.faults.find(({ path }) => path === "/url")?.message;
  return (
    <Dialog
      open={open}
      onClose={close}
      title="New endpoint"
      actions={
        <>
          <Button onClick={close}>Back</Button>
          <Button
            weight="primary"
            busy={create.isPending}
            reason={url.trim() === "" ? "Enter the URL first." : undefined}
            onClick={() => create.mutate()}
          >
            Add the endpoint
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {failure !== undefined && urlFault === undefined && (
          <Notice tone="bad" title="Not added" live>
            {failure.detail}
          </Notice>
        )}
        <TextField
          label="URL"
          type="url"
          placeholder="https://lender.example/hooks"
          value={url}
          error={urlFault}
          onChange={(event) => setUrl(event.target.value)}
        />
        <TextField
          label="Description"
          optional
          maxLength={200}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Events · none chosen means all</legend>
          {offered.map((type) => (
            <label key={type} className="flex min-h-7 cursor-pointer items-center gap-2">
              <input
                type="checkbox"
                checked={events.includes(type)}
                onChange={() =>
                  setEvents(
                    events.includes(type) ? events.filter((each) => each !== type) : [...events, type],
                  )
                }
                className="size-4 accent-accent"
              />
              <code className="font-mono text-sm">{type}</code>
            </label>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
