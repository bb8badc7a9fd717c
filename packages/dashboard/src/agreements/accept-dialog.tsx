// Takes a signed PDF that did not pass verification for good, by a person's word.
import type { Signature } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/toasts.tsx";
import { signatureQuery, timelineKey } from "./queries.ts";

interface AcceptDialogProps {
  signatureId: string;
  document: Signature["documents"][number];
  open: boolean;
  onClose: () => void;
}

export function AcceptDialog({ signatureId, document, open, onClose }: AcceptDialogProps) {
  const [reason, setReason] = useState("");
  const queryClient = useQueryClient();
  const { sha256, checks } = document.signed;
  const accept = useMutation({
    mutationFn: () =>
      desk.signatures.acceptSuspect(signatureId, document.document_id, {
        reason: reason.trim(),
        sha256: sha256 ?? "",
      }),
    onSuccess: (next) => {
      queryClient.setQueryData(signatureQuery(signatureId).queryKey, next);
      void queryClient.invalidateQueries({ queryKey: timelineKey(signatureId) });
      void queryClient.invalidateQueries({ queryKey: ["signatures"] });
      notify("Accepted", "The signed PDF can be downloaded; the timeline names you and the reason.");
      onClose();
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Accept the suspect PDF"
      description="It stays marked as suspect. The timeline and the evidence will name you and say why."
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button
            weight="danger"
            busy={accept.isPending}
            reason={reason.trim() === "" ? "Say why first." : undefined}
            onClick={() => accept.mutate()}
          >
            Accept it
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {accept.isError && (
          <Notice tone="bad" title="Not accepted" live>
            {describeFailure(accept.error).detail}
          </Notice>
        )}
        <div className="text-sm">
          <p className="font-medium">What did not pass</p>
          <ul className="mt-1 list-disc pl-5 text-muted">
            {checks
              .filter(({ outcome }) => outcome === "fail")
              .map(({ name, detail }) => (
                <li key={name + detail}>{detail}</li>
              ))}
          </ul>
          <p className="mt-3 text-faint">
            SHA-256 <code className="font-mono text-xs break-all">{sha256}</code>
          </p>
        </div>
        <TextArea
          label="Reason"
          hint="What you compared, and why the document can be relied on."
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
