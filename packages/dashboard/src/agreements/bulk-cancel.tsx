// Calls several agreements off together; what could not be cancelled is listed with its reason.
import type { Signature } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { plural } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea } from "../ui/field.tsx";
import { notify } from "../ui/toasts.tsx";
import { forEach } from "./bulk.ts";
import { FailureList } from "./failure-list.tsx";
import { cancellationOf, TellSignersToggle, useTellSigners } from "./tell-signers.tsx";

export interface BulkCancelProps {
  signatures: readonly Signature[];
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

export function BulkCancel({ signatures, open, onClose, onDone }: BulkCancelProps) {
  const [reason, setReason] = useState("");
  const tell = useTellSigners();
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      forEach(signatures, ({ signature_id }) =>
        desk.signatures.cancel(signature_id, cancellationOf(reason, tell)),
      ),
    onSuccess: ({ done, failed }) => {
      void queryClient.invalidateQueries({ queryKey: ["signatures"] });
      if (failed.length > 0) return;
      notify("Cancelled", `${plural(done.length, "agreement")}; the invitations are void.`);
      onDone();
    },
  });
  const failed = cancel.data?.failed ?? [];
  const isOver = failed.length > 0;
  // The next opening is about other agreements: it starts afresh.
  const leave = (then: () => void) => () => {
    cancel.reset();
    setReason("");
    then();
  };
  return (
    <Dialog
      open={open}
      onClose={leave(onClose)}
      dismissible={!cancel.isPending}
      title={isOver ? "Not all were cancelled" : `Cancel ${plural(signatures.length, "open agreement")}?`}
      description={
        isOver
          ? `${plural(cancel.data?.done.length ?? 0, "agreement")} cancelled; the others are as they were.`
          : "Their invitations become void at DigiSigner. This cannot be undone."
      }
      actions={
        isOver ? (
          <Button weight="primary" onClick={leave(onDone)}>
            Done
          </Button>
        ) : (
          <>
            <Button disabled={cancel.isPending} onClick={leave(onClose)}>
              Keep them
            </Button>
            <Button weight="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel {plural(signatures.length, "agreement")}
            </Button>
          </>
        )
      }
    >
      {isOver ? (
        <FailureList title={`${plural(failed.length, "agreement")} could not be cancelled`} failed={failed} />
      ) : (
        <div className="flex flex-col gap-4">
          <ul className="max-h-40 list-disc overflow-y-auto pl-5 text-muted">
            {signatures.map(({ signature_id, title }) => (
              <li key={signature_id}>{title}</li>
            ))}
          </ul>
          <TextArea
            label="Reason"
            optional
            hint="Kept in the timeline of each."
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <TellSignersToggle tell={tell} />
        </div>
      )}
    </Dialog>
  );
}
