// What proves the agreement without this desk: the audit chain, the key that signs, and the bundle to keep.
import type { Signature, TimelineEntry } from "@creditnexus/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FileArchive } from "lucide-react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { saveResponse } from "../api/save-file.ts";
import { plural } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Facts } from "../ui/facts.tsx";
import { Panel } from "../ui/panel.tsx";
import { notifyFailure } from "../ui/toasts.tsx";

export interface EvidencePanelProps {
  signature: Signature;
  entries: readonly TimelineEntry[] | undefined;
}

export function EvidencePanel({ signature, entries }: EvidencePanelProps) {
  const key = useQuery({
    queryKey: ["evidence-key"],
    queryFn: () => desk.evidenceKey(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const download = useMutation({
    mutationFn: async () =>
      saveResponse(
        await desk.signatures.evidence(signature.signature_id),
        `evidence-${signature.signature_id}.zip`,
      ),
    onError: (error) => notifyFailure("Not downloaded", describeFailure(error).detail),
  });
  const head = entries?.at(-1)?.hash;
  return (
    <Panel title="Evidence">
      <Facts
        facts={[
          ["Audit chain", entries === undefined ? "…" : plural(entries.length, "entry", "entries")],
          ["Its last hash", <code key="head">{head ?? "–"}</code>],
          ["Signed with", <code key="key">{key.data?.fingerprint ?? "–"}</code>],
        ]}
      />
      <div className="border-t px-4 py-3">
        <Button icon={FileArchive} busy={download.isPending} onClick={() => download.mutate()}>
          Download the evidence
        </Button>
        <p className="mt-2 text-sm text-faint">
          One file with documents, timeline and checks.{" "}
          <code className="font-mono text-xs">creditnexus evidence verify</code> judges it without this desk.
        </p>
      </div>
    </Panel>
  );
}
