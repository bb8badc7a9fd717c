// What can be done with the chosen agreements together.
import type { Signature } from "@creditnexus/contract";
import { useMutation } from "@tanstack/react-query";
import { Ban, BellRing, FileSpreadsheet, X } from "lucide-react";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { saveBlob } from "../api/save-file.ts";
import { plural } from "../format/size.ts";
import { useReason } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { notify } from "../ui/toasts.tsx";
import { forEach } from "./bulk.ts";
import { BulkCancel } from "./bulk-cancel.tsx";
import { type BulkReminded, bulkRemindedOf } from "./bulk-reminded.ts";
import { csvOf } from "./csv.ts";
import { FailureList } from "./failure-list.tsx";
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
    mutationFn: async () =>
      bulkRemindedOf(await forEach(open, ({ signature_id }) => desk.signatures.remind(signature_id))),
    onSuccess: ({ agreements, notReminded }) => {
      if (notReminded.length === 0)
        notify("Reminded", `The signers of ${plural(agreements, "agreement")} whose turn it is.`);
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
      <NotReminded result={remind.data} onClose={() => remind.reset()} />
    </section>
  );
}

function NotReminded({ result, onClose }: { result: BulkReminded | undefined; onClose: () => void }) {
  if (result === undefined || result.notReminded.length === 0) return null;
  const { people, agreements, notReminded } = result;
  return (
    <Dialog
      open
      onClose={onClose}
      title={people === 0 ? "Nobody was reminded" : "Not everybody was reminded"}
      description={
        people === 0
          ? undefined
          : `${plural(people, "signer")} of ${plural(agreements, "agreement")} got a mail.`
      }
      actions={
        <Button weight="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <FailureList
        title={`Signers of ${plural(notReminded.length, "agreement")} got none`}
        failed={notReminded}
      />
    </Dialog>
  );
}
