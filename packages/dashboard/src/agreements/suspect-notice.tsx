// What can be done about a signed PDF that did not pass verification, or who accepted it.
import type { Signature } from "@creditnexus/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { saveResponse } from "../api/save-file.ts";
import { useReason } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { notifyFailure } from "../ui/toasts.tsx";
import { AcceptDialog } from "./accept-dialog.tsx";

interface SuspectNoticeProps {
  signatureId: string;
  document: Signature["documents"][number];
}

export function SuspectNotice({ signatureId, document }: SuspectNoticeProps) {
  const [open, setOpen] = useState(false);
  const operatorReason = useReason("operator");
  const { accepted } = document.signed;
  const download = useMutation({
    mutationFn: async () =>
      saveResponse(
        await desk.signatures.downloadSuspect(signatureId, document.document_id),
        `${document.title}-SUSPECT.pdf`,
      ),
    onError: (error) => notifyFailure("Not downloaded", describeFailure(error).detail),
  });
  if (accepted !== null) {
    return (
      <Notice tone="warn" title={`Accepted by ${accepted.by}`}>
        It did not pass verification. {accepted.reason}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title="The signed PDF did not pass verification">
      <p>It is not handed on. Compare it with what was sent; “Sync now” fetches and proves it again.</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button reason={operatorReason} busy={download.isPending} onClick={() => download.mutate()}>
          Download the suspect PDF
        </Button>
        <Button reason={operatorReason} onClick={() => setOpen(true)}>
          Accept it…
        </Button>
      </div>
      <AcceptDialog
        signatureId={signatureId}
        document={document}
        open={open}
        onClose={() => setOpen(false)}
      />
    </Notice>
  );
}
