// Records that a signer refused, as a person learnt of it: DigiSigner has no such event.
import type { Signature } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/toasts.tsx";
import { signatureQuery } from "./queries.ts";

export interface AgreementDialogProps {
  signature: Signature;
  open: boolean;
  onClose: () => void;
}

const NOBODY = "nobody";

export function DeclineDialog({ signature, open, onClose }: AgreementDialogProps) {
  const [reason, setReason] = useState("");
  const [signerId, setSignerId] = useState(NOBODY);
  const queryClient = useQueryClient();
  const decline = useMutation({
    mutationFn: () =>
      desk.signatures.decline(signature.signature_id, {
        reason: reason.trim(),
        ...(signerId === NOBODY ? {} : { signer_id: signerId }),
      }),
    onSuccess: (next) => {
      queryClient.setQueryData(signatureQuery(signature.signature_id).queryKey, next);
      void queryClient.invalidateQueries({ queryKey: ["signatures"] });
      notify("Recorded", "The request is closed and its invitations are void.");
      onClose();
    },
  });
  const pending = signature.signers.filter(({ status }) => status === "pending");
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Record a refusal"
      description="Signers refuse by telling you, not through DigiSigner. This closes the request and voids its invitations."
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button
            weight="danger"
            busy={decline.isPending}
            reason={reason.trim() === "" ? "Say why first." : undefined}
            onClick={() => decline.mutate()}
          >
            Close as declined
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {decline.isError && (
          <Notice tone="bad" title="Not recorded" live>
            {describeFailure(decline.error).detail}
          </Notice>
        )}
        <Choice
          label="Who refused"
          value={signerId}
          onChange={setSignerId}
          options={[
            { value: NOBODY, label: "Not one of the signers" },
            ...pending.map(({ signer_id, name, email }) => ({ value: signer_id, label: name ?? email })),
          ]}
        />
        <TextArea
          label="Reason"
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
