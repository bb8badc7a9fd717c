// Processes again what a filter finds, with the same bytes: by outcome, by type, by when it came.
import { CALLBACK_OUTCOMES } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { Button } from "../ui/button.tsx";
import { Chips } from "../ui/chips.tsx";
import { Choice } from "../ui/choice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/toasts.tsx";
import type { CallbackOutcome } from "./callback-search.ts";
import { eventWords } from "./event-words.ts";
import { outcomeLooks } from "./outcomes.ts";

const ANY = "any";
const types = [
  { value: ANY, label: "Any event" },
  ...Object.entries(eventWords).map(([value, label]) => ({ value, label })),
];

/** What is in line already needs no second time. */
const replayable = CALLBACK_OUTCOMES.filter((outcome) => outcome !== "received");

/** Of the reader's own clock, as the field gives it; undefined when it is empty. */
const momentOf = (local: string): string | undefined => {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

export interface ReplayDialogProps {
  /** What the list shows at present. */
  outcomes: readonly CallbackOutcome[];
  open: boolean;
  onClose: () => void;
}

export function ReplayDialog({ outcomes, open, onClose }: ReplayDialogProps) {
  const [chosen, setChosen] = useState(() => replayable.filter((outcome) => outcomes.includes(outcome)));
  const [type, setType] = useState(ANY);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const queryClient = useQueryClient();
  const conditions = {
    ...(chosen.length === 0 ? {} : { outcome: chosen }),
    ...(type === ANY ? {} : { event_type: type }),
    ...(momentOf(from) === undefined ? {} : { received_from: momentOf(from) }),
    ...(momentOf(to) === undefined ? {} : { received_to: momentOf(to) }),
  };
  const replay = useMutation({
    mutationFn: () => desk.callbacks.replayMatching(conditions),
    onSuccess: ({ replayed }) => {
      notify(
        replayed === 0
          ? "No callback is like that"
          : `${replayed} ${replayed === 1 ? "callback is" : "callbacks are"} processed again`,
        replayed === 0
          ? "Nothing was put in line."
          : "The same bytes go through the same steps; doing it twice changes nothing.",
      );
      void queryClient.invalidateQueries({ queryKey: ["callbacks"] });
      onClose();
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Replay callbacks"
      description="All that match every condition are processed again, with the bytes that came. The truth is read from DigiSigner each time."
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button
            weight="primary"
            busy={replay.isPending}
            reason={Object.keys(conditions).length === 0 ? "Name at least one condition." : undefined}
            onClick={() => {
              // A date that is half typed reads as none, which would replay more than is meant.
              if (form.current?.reportValidity()) replay.mutate();
            }}
          >
            Replay
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {replay.isError && (
          <Notice tone="bad" title="Not replayed" live>
            {describeFailure(replay.error).detail}
          </Notice>
        )}
        <Chips
          label="Outcome to replay"
          onToggle={(value) =>
            setChosen(
              replayable.filter((each) => (each === value ? !chosen.includes(each) : chosen.includes(each))),
            )
          }
          chips={replayable.map((value) => ({
            value,
            label: outcomeLooks[value].label,
            icon: outcomeLooks[value].icon,
            pressed: chosen.includes(value),
          }))}
        />
        <Choice label="Event" value={type} options={types} onChange={setType} />
        <form
          ref={form}
          onSubmit={(event) => event.preventDefault()}
          className="grid grid-cols-2 gap-3 max-sm:grid-cols-1"
        >
          <TextField
            label="Received from"
            type="datetime-local"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <TextField
            label="until"
            type="datetime-local"
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </form>
      </div>
    </Dialog>
  );
}
