// Calls an agreement off, with a reason that goes into its timeline.
import type { Signature } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { listNames } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/toasts.tsx";
import { signatureQuery } from "./queries.ts";
import { cancellationOf, TellSignersToggle, useTellSigners } from "./tell-signers.tsx";

export interface CancelDialogProps {
  signature: Signature;
  open: boolean;
  onClose: () => void;
}

export function CancelDialog({ signature, open, onClose }: CancelDialogProps) {
  const [reason, setReason] = useState("");
  const tell = useTellSigners(
    signature.status === "sending" ? "Nobody was invited yet: it is still being sent." : undefined,
  );
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => desk.signatures.cancel(signature.signature_id, cancellationOf(reason, tell)),
    onSuccess: (next) => {
      queryClient.setQueryData(signatureQuery(signature.signature_id).queryKey, next);
      void queryClient.invalidateQueries({ queryKey: ["signatures"] });
      notify("Cancelled", `The invitations for “${signature.title}” are void.`);
      onClose();
    },
  });
  const signed = signature.signers.filter(({ status }) => status === "signed");

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Cancel this request?"
      description="All open invitations become void at DigiSigner. This cannot be undone; a new request can be sent at any time."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button weight="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the request
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {signed.length > 0 && (
          <Notice tone="warn">
            {listNames(signed.map(({ name, email }) => name ?? email))} already signed; those signatures are
            lost.
          </Notice>
        )}
        {cancel.isError && (
          <Notice tone="bad" title="Not cancelled" live>
            {describeFailure(cancel.error).detail}
          </Notice>
        )}
        <TextArea
          label="Reason"
          optional
          hint="Kept in the timeline."
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <TellSignersToggle tell={tell} />
      </div>
    </Dialog>
  );
}
