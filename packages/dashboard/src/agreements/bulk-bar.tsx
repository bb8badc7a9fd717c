// What can be done with the chosen agreements together.
import type { Signature } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, BellRing, FileSpreadsheet, X } from "lucide-react";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { saveBlob } from "../api/save-file.ts";
import { plural } from "../format/size.ts";
import { useReason } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify, notifyFailure } from "../ui/toasts.tsx";
import { type BulkResult, forEach } from "./bulk.ts";
import { csvOf } from "./csv.ts";
import { isOpen } from "./status.ts";

export interface BulkBarProps {
  chosen: readonly Signature[];
  onDone: () => void;
}

export default function BulkBar({ chosen, onDone }: BulkBarProps) {
  const reason = useReason("sender");
  const [cancelling, setCancelling] = useState(false);
  const open = chosen.filter(isOpen);
  const download = () => {
    const day = new Date().toISOString().slice(0, 10);
    saveBlob(new Blob([csvOf(chosen)], { type: "text/csv;charset=utf-8" }), `agreements-${day}.csv`);
    notify("Exported", `${plural(chosen.length, "agreement")} as CSV.`);
  };
  const blocked = reason ?? (open.length === 0 ? "None of the chosen agreements is open." : undefined);
  const remind = useMutation({
    mutationFn: () => forEach(open, ({ signature_id }) => desk.signatures.remind(signature_id)),
    onSuccess: ({ done, failed }) => {
      if (done.length > 0)
        notify("Reminded", `The signers of ${plural(done.length, "agreement")} whose turn it is.`);
      for (const { signature, reason: why } of failed) notifyFailure(`Not reminded: ${signature.title}`, why);
    },
  });
  return (
    <section
      aria-label="Chosen agreements"
      className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-xl border bg-raised px-3 py-2 shadow-floating max-md:bottom-20"
    >
      <span aria-live="polite" className="tnum px-1 font-medium">
        {chosen.length} chosen
      </span>
      <Button size="sm" icon={FileSpreadsheet} onClick={download}>
        Export CSV
      </Button>
      <Button
        size="sm"
        icon={BellRing}
        busy={remind.isPending}
        reason={blocked}
        onClick={() => remind.mutate()}
      >
        Remind
      </Button>
      <Button size="sm" icon={Ban} reason={blocked} onClick={() => setCancelling(true)}>
        Cancel…
      </Button>
      <Button weight="quiet" size="sm" icon={X} label="Choose none" onClick={onDone} />
      <BulkCancel
        signatures={open}
        open={cancelling}
        onClose={() => setCancelling(false)}
        onDone={() => {
          setCancelling(false);
          onDone();
        }}
      />
    </section>
  );
}

interface BulkCancelProps {
  signatures: readonly Signature[];
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

function BulkCancel({ signatures, open, onClose, onDone }: BulkCancelProps) {
  const [reason, setReason] = useState("");
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: (): Promise<BulkResult> =>
      forEach(signatures, ({ signature_id }) =>
        desk.signatures.cancel(signature_id, reason.trim() === "" ? {} : { reason: reason.trim() }),
      ),
    onSuccess: ({ done, failed }) => {
      void queryClient.invalidateQueries({ queryKey: ["signatures"] });
      if (failed.length > 0) return;
      notify("Cancelled", `${plural(done.length, "agreement")}; the invitations are void.`);
      onDone();
    },
  });
  const failed = cancel.data?.failed ?? [];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Cancel ${plural(signatures.length, "open agreement")}?`}
      description="Their invitations become void at DigiSigner. This cannot be undone."
      actions={
        failed.length > 0 ? (
          <Button weight="primary" onClick={onDone}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Keep them</Button>
            <Button weight="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel {plural(signatures.length, "agreement")}
            </Button>
          </>
        )
      }
    >
      {failed.length > 0 ? (
        <Notice tone="bad" title={`${plural(failed.length, "agreement")} could not be cancelled`} live>
          <ul className="list-disc pl-5">
            {failed.map(({ signature, reason: why }) => (
              <li key={signature.signature_id}>
                {signature.title}: {why}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          <ul className="mb-3 max-h-40 list-disc overflow-y-auto pl-5 text-muted">
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
        </>
      )}
    </Dialog>
  );
}
